import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assetOf,
  checksumsOf,
  type Deployment,
  planDeployment,
} from '../../pipeline/deploy/plan-deployment.ts';
import { releaseNotes } from '../../pipeline/deploy/release-notes.ts';
import { versionMetricsSchema, versionPath } from '../../pipeline/publish/version-folder.ts';
import { lockedMonths } from '../doctor/checks/model-files.ts';
import type { GitHub } from '../github/client.ts';
import { downloadAsset, findRelease, prepareRelease, publishRelease } from '../github/github-release.ts';
import { readDocument } from '../run/candidate.ts';
import { readLock } from '../run/ingest-period.ts';
import type { Workspace } from '../run/workspace.ts';
import { storedFiles } from '../stored-files.ts';
import { smokeTest } from './smoke-test.ts';
import { findVersionMonths } from './version-months.ts';

export interface Prepared {
  readonly deployment: Deployment;
  /** Page of the release. */
  readonly url: string;
}

export const releaseTag = (model: string, version: string): string => `${model}/${version}`;

/** The champion, once its registry, verdict and bytes are seen to belong together. Throws a RatchetError `registry`. */
export const verifiedChampion = (workspace: Workspace): Deployment => {
  const { dir } = workspace.folder;
  return planDeployment(storedFiles(dir), lockedMonths(dir, readLock(workspace)));
};

/**
 * Makes the champion's release, with its papers and the months it was made from, and tests it as it will be
 * downloaded. Nothing is live yet: what was stays. Running it again finishes what is missing.
 *
 * @throws RatchetError `registry` where anything does not belong together; `github`
 */
export async function prepareChampion(workspace: Workspace, github: GitHub): Promise<Prepared> {
  const { folder } = workspace;
  const deployment = verifiedChampion(workspace);
  const { version, manifest, assets } = deployment;
  const metrics = readDocument(join(folder.dir, versionPath(version), 'metrics.json'), versionMetricsSchema);
  const { training, holdout } = manifest.data;
  const months = await findVersionMonths(workspace, [...training, ...holdout]);
  const data = months.map(({ name, path }) => assetOf(name, readFileSync(path)));
  const bundle = [...assets, ...data];
  const all = [...bundle, checksumsOf(bundle)];

  const tag = releaseTag(folder.name, version);
  const page = { tag, title: `${folder.name} ${version}`, notes: releaseNotes(deployment, metrics) };
  await prepareRelease(github, page, all);
  // Read again: what counts is what GitHub has now.
  const release = (await findRelease(github, tag))!;
  const downloaded = new Map<string, Uint8Array>();
  for (const { id, name } of release.assets) downloaded.set(name, await downloadAsset(github, id));
  const judging = months.filter(({ period }) => metrics.evaluation.periods.includes(period));
  await smokeTest(workspace, { assets: all, downloaded, metrics, judging });
  await publishRelease(github, release);
  return { deployment, url: release.html_url };
}
