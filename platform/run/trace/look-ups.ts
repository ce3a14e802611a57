import { sha256 } from '../../../pipeline/digest/digest.ts';
import type { DataLock } from '../../../pipeline/ingest/lock.ts';
import type { DataFile } from '../../../pipeline/publish/manifest.ts';
import type { RegistryEvent } from '../../../pipeline/publish/registry-event.ts';
import type { TraceLine } from '../../../pipeline/publish/trace.ts';
import { versionDigest } from '../../../pipeline/publish/version-digest.ts';
import { versionPath } from '../../../pipeline/publish/version-folder.ts';
import { seconds } from '../../../pipeline/report/format.ts';
import { shortCommit, standingOf, standingWords } from '../../git/commit-standing.ts';
import { allRuns } from '../../records/all-runs.ts';
import { storedFiles } from '../../stored-files.ts';
import { codeDigest, codeRoot } from '../code-identity.ts';
import { localMonth } from '../local-month.ts';
import type { PublishedVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';

/** What this machine finds where the papers point. */
export interface Here {
  readonly holds: boolean;
  readonly text: string;
}

/** What a version is looked up by. */
export interface Facts {
  readonly workspace: Workspace;
  readonly published: PublishedVersion;
  readonly events: readonly RegistryEvent[];
  readonly lock: DataLock;
}

/** How each link is looked up on this machine; one without an entry has nothing to look up. */
export const lookUps: Partial<
  Record<TraceLine['link'], (facts: Facts, line: TraceLine) => Here | Promise<Here> | undefined>
> = {
  digest: ({ workspace, published: { version, digest, manifest } }) => {
    const model = storedFiles(workspace.folder.dir).read(`${versionPath(version)}/model.json`)!;
    const again = versionDigest({
      model: sha256(model),
      contract: manifest.contract,
      data: manifest.data.training,
    });
    return again === digest
      ? yes('model.json, contract and data give it again')
      : no(`model.json, contract and data give ${again}`);
  },
  manifest: ({ workspace, events }, { value }) => {
    const registered = events.find((event) => event.event === 'registered');
    const found = sha256(storedFiles(workspace.folder.dir).read(value)!);
    return found === registered?.manifest
      ? yes('as registered')
      : no(`sha256 ${found}, registered with ${registered?.manifest}`);
  },
  commit: ({ workspace, published }) => {
    const { commit } = published.manifest.code;
    if (commit === undefined) return undefined;
    const standing = standingOf(workspace.root, commit);
    const text = `commit ${shortCommit(commit)} is ${standingWords(standing)}`;
    return standing === 'in-history' ? yes(text) : no(`${text}; the code digest stands in for it`);
  },
  code: (_, { value }) =>
    codeDigest(codeRoot) === value ? yes('the code here is the same') : no('the code here is another'),
  contract: ({ workspace }, { value }) =>
    workspace.folder.contractDigest === value
      ? yes('model.yaml here is the same')
      : no('model.yaml here is another'),
  run: ({ workspace, published }) => {
    const record = allRuns(workspace).records.findLast(({ candidate }) => candidate === published.digest);
    return record
      ? yes(`recorded as run ${record.id}, trained in ${seconds(record.cost.trainSeconds)}`)
      : no('no record of its training is here');
  },
  training: (facts, { value }) => monthHere(facts, facts.published.manifest.data.training, value),
  holdout: (facts, { value }) => monthHere(facts, facts.published.manifest.data.holdout, value),
};

async function monthHere(
  { workspace, lock }: Facts,
  months: readonly DataFile[],
  period: string,
): Promise<Here> {
  const { sha256: wanted } = months.find((month) => month.period === period)!;
  const locked = lock.months[period]?.sha256;
  const here = await localMonth(workspace, period);
  const words = [
    locked === undefined
      ? 'not locked'
      : `locked${unless(locked === wanted, `as another (sha256 ${locked})`)}`,
    here === undefined
      ? 'not on this machine'
      : `here as ${here.name}${unless(here.sha256 === wanted, `which is another (sha256 ${here.sha256})`)}`,
  ];
  return { holds: locked === wanted && here?.sha256 === wanted, text: words.join(', ') };
}

const unless = (holds: boolean, words: string) => (holds ? '' : ` ${words}`);
const yes = (text: string): Here => ({ holds: true, text });
const no = (text: string): Here => ({ holds: false, text });
