import type { VersionRef } from '../../pipeline/publish/registry-state.ts';
import { type IncidentRecord, incidentRecord } from '../../pipeline/records/incident-record.ts';
import type { GitHub } from '../github/client.ts';
import { dispatch } from '../github/dispatch.ts';
import { closeIssue, findIssue, openIssue } from '../github/marked-issue.ts';
import { markerOf } from '../github/marker.ts';
import { appendRecords } from '../records/append-records.ts';
import { findVersion } from '../run/published.ts';
import type { Workspace } from '../run/workspace.ts';
import type { Docker } from './image/docker.ts';
import { publishImage } from './image/publish-image.ts';
import { isInProduction, moveProduction } from './image/registry-image.ts';
import { serviceImage } from './image/service-image.ts';
import { championAt } from './live-version.ts';
import { prepareChampion, verifiedChampion } from './prepare.ts';
import { standingOf, switchProduction } from './switch.ts';

export interface DeployRun {
  readonly github: GitHub;
  /** Name of the model. */
  readonly model: string;
  /** Opens the model's folder: only what needs it does, so that a broken one can still be told of. */
  readonly inWorkspace: <T>(use: (workspace: Workspace) => Promise<T>) => Promise<T>;
  /** Hands on Docker; undefined where no container is wanted. */
  readonly inDocker: (<T>(use: (docker: Docker) => Promise<T>) => Promise<T>) | undefined;
  /** Folder of the repository, and its page. */
  readonly root: string;
  readonly repositoryUrl: string;
  readonly branch: string;
  /** Commit of the branch that is checked out. */
  readonly commit: string;
  readonly runUrl: string;
  /** Now, ISO 8601. */
  readonly at: string;
}

export interface DeployResult {
  readonly version: string;
  readonly url: string;
  /** What was done, as Markdown. */
  readonly words: string;
  /** The container's name and digest in its registry. */
  readonly image?: { readonly name: string; readonly digest: string };
}

type DeployStep = (run: DeployRun) => Promise<DeployResult>;

const incidentOf = (model: string) => markerOf('incident-deploy', model);

const prepare: DeployStep = async ({ github, model, inWorkspace }) => {
  const { deployment, url } = await inWorkspace((workspace) => prepareChampion(workspace, github));
  const { version } = deployment;
  return {
    version,
    url,
    words: `[${model} ${version}](${url}) is ready, and was tested as it will be downloaded.`,
  };
};

const image: DeployStep = async ({ github, model, inWorkspace, inDocker, root, repositoryUrl, commit }) => {
  if (!inDocker) return { version: '', url: '', words: 'No container is wanted: RATCHET_IMAGE is off.' };
  return inWorkspace(async (workspace) => {
    const { version } = verifiedChampion(workspace);
    const addresses = serviceImage(root, github, model, version);
    const published = findVersion(workspace.folder, version);
    const source = { root, model, commit, page: repositoryUrl, version: published };
    const { digest, isNew } = await inDocker((docker) => publishImage(docker, addresses, source));
    const became = isNew ? 'was built, tried and pushed' : 'is in the registry already';
    const words = `The container \`${addresses.exact}\` ${became}: \`${digest}\`.`;
    return { version, url: '', words, image: { name: addresses.name, digest } };
  });
};

const switchOver: DeployStep = async ({ github, model, branch, commit, root, inDocker }) => {
  const champion = (await championAt(github, model, commit))!;
  const alongside = async () =>
    inDocker?.((docker) => moveProduction(docker, serviceImage(root, github, model, champion.version)));
  const switched = await switchProduction(github, model, champion, { branch, commit, alongside });
  if (switched.kind === 'outdated') {
    const words = `${switched.to} is not the champion any more, ${switched.instead} is: its own deployment follows.`;
    return { version: '', url: '', words };
  }
  const { to, url } = switched;
  const was =
    switched.kind === 'live-already' ? 'was live already' : `is live, after ${switched.from ?? 'nothing'}`;
  return { version: to, url, words: `[${model} ${to}](${url}) ${was}.` };
};

const reconcile: DeployStep = async ({ github, model, branch }) => {
  const { live, champion } = await standingOf(github, model, branch);
  const version = champion?.version ?? '';
  if (champion === undefined) return { version, url: '', words: `${model} has no champion to deploy yet.` };
  if (live?.digest === champion.digest)
    return { version, url: '', words: `${version}, the champion, is live.` };
  await dispatch(github, 'deploy.yml', branch, { model: model });
  return {
    version,
    url: '',
    words: `${live?.version ?? 'Nothing'} is live, and ${version} is the champion: its deployment was started.`,
  };
};

/** True too where no container is wanted. Where Docker cannot say, the incident is opened: better told than missed. */
async function isImageLive({ github, model, root, inDocker }: DeployRun, { version }: VersionRef) {
  if (!inDocker) return true;
  const addresses = serviceImage(root, github, model, version);
  return inDocker((docker) => isInProduction(docker, addresses)).catch(() => false);
}

const failed: DeployStep = async (run) => {
  const { github, model, branch, runUrl } = run;
  const { live, champion } = await standingOf(github, model, branch);
  // The jobs of several models end as one: where production is what it should be, it was another's that failed.
  if (champion !== undefined && live?.digest === champion.digest && (await isImageLive(run, champion)))
    return succeeded(run);
  const title = `The deployment of ${model} failed`;
  const found = await findIssue(github, incidentOf(model));
  const issue = await openIssue(github, incidentOf(model), found, {
    title,
    body: [
      `[A deployment](${runUrl}) of ${champion?.version ?? model} failed; its log tells why. ${live === undefined ? 'Nothing was live before.' : `**${live.version} stays live.**`}`,
      'Run *Deploy* again once the cause is gone, or *Rollback* to a version that works. This issue closes with the next deployment that succeeds.',
    ].join('\n\n'),
  });
  await record(run, found ? 'updated' : 'opened', { ...issue, title });
  return {
    version: live?.version ?? '',
    url: issue.url,
    words: `The incident is [#${issue.number}](${issue.url}).`,
  };
};

const succeeded: DeployStep = async (run) => {
  const { github, model, runUrl } = run;
  const found = await findIssue(github, incidentOf(model));
  if (found === undefined) return { version: '', url: '', words: 'No incident was open.' };
  const closed = await closeIssue(github, found, `[This deployment](${runUrl}) succeeded.`);
  await record(run, 'closed', { ...closed, title: found.title });
  const { number, url } = closed;
  return { version: '', url, words: `The incident [#${number}](${url}) is over.` };
};

/** Keeps what became of the incident. */
async function record(
  { github, model, at, runUrl }: DeployRun,
  event: IncidentRecord['event'],
  issue: Pick<IncidentRecord, 'number' | 'url' | 'title'>,
): Promise<void> {
  const line = incidentRecord({ at, model, kind: 'deploy', event, runUrl, ...issue });
  await appendRecords(github, [{ model, kind: 'incidents', record: line }]);
}

/** What the action does, by the word of its input `step`. */
export const DEPLOY_STEPS = {
  prepare,
  image,
  switch: switchOver,
  reconcile,
  failed,
  succeeded,
} as const satisfies Record<string, DeployStep>;
