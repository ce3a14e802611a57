import { sha256 } from '../../pipeline/digest/digest.ts';
import type { DataLock } from '../../pipeline/ingest/lock.ts';
import type { DataFile } from '../../pipeline/publish/manifest.ts';
import type { RegistryEvent } from '../../pipeline/publish/registry-event.ts';
import { type TraceLine, traceVersion } from '../../pipeline/publish/trace.ts';
import { versionDigest } from '../../pipeline/publish/version-digest.ts';
import { versionPath } from '../../pipeline/publish/version-folder.ts';
import { shortCommit, standingOf, standingWords } from '../git/commit-standing.ts';
import { storedFiles } from '../stored-files.ts';
import { codeDigest, codeRoot } from './code-identity.ts';
import { readLock } from './ingest-period.ts';
import { localMonth } from './local-month.ts';
import { findVersion, type PublishedVersion, readRegistry } from './published.ts';
import type { Workspace } from './workspace.ts';

/** What this machine finds where the papers point. */
export interface Here {
  readonly holds: boolean;
  readonly text: string;
}

/** A link of the chain, from the deployment back to the data and the verdict. */
export interface TracedLink extends Omit<TraceLine, 'link'> {
  readonly link: TraceLine['link'] | 'deployment' | 'verdict' | 'approval';
  /** Absent where there is nothing to look up. */
  readonly here?: Here;
}

export interface Traced {
  readonly version: string;
  readonly digest: string;
  readonly links: readonly TracedLink[];
}

interface Facts {
  readonly workspace: Workspace;
  readonly published: PublishedVersion;
  readonly events: readonly RegistryEvent[];
  readonly lock: DataLock;
}

/**
 * Where a version (the champion, unless one is named) came from, and whether each link can be found here.
 *
 * @throws RatchetError as traceVersion does; `data` where a document of the version is broken
 */
export async function traceHere(workspace: Workspace, name?: string): Promise<Traced> {
  const { folder } = workspace;
  const lines = traceVersion(storedFiles(folder.dir), name);
  const published = findVersion(folder, name);
  const events = readRegistry(folder).filter(({ version }) => version === published.version);
  const facts: Facts = { workspace, published, events, lock: readLock(workspace) };
  const links: TracedLink[] = [];
  for (const line of lines) {
    const here = await LOOK_UPS[line.link]?.(facts, line);
    links.push({ ...line, ...(here && { here }) });
  }
  const { version, digest } = published;
  return { version, digest, links: [deployment(facts, lines), ...links, verdict(facts), approval(facts)] };
}

/** How each link is looked up. */
const LOOK_UPS: Partial<
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
  const lockWords =
    locked === undefined
      ? 'not locked'
      : locked === wanted
        ? 'locked'
        : `locked as another (sha256 ${locked})`;
  const hereWords =
    here === undefined
      ? 'not on this machine'
      : here.sha256 === wanted
        ? `here as ${here.name}`
        : `here as another (${here.name}, sha256 ${here.sha256})`;
  return { holds: locked === wanted && here?.sha256 === wanted, text: `${lockWords}, ${hereWords}` };
}

function deployment({ events }: Facts, lines: readonly TraceLine[]): TracedLink {
  const promoted = events.findLast(({ event }) => event === 'promoted');
  const isChampion = lines.find(({ link }) => link === 'version')?.detail === 'champion';
  return isChampion
    ? { link: 'deployment', value: 'production', detail: `the champion since ${promoted?.at}` }
    : { link: 'deployment', value: 'none', detail: 'another version is the champion, or none' };
}

function verdict({ published: { metrics } }: Facts): TracedLink {
  const { kind, reasons } = metrics.verdict;
  return { link: 'verdict', value: kind, detail: reasons.join(' ') };
}

/** Who let the version into production: a person, a run, or the gate by itself. */
function approval({ events }: Facts): TracedLink {
  const promoted = events.findLast(({ event }) => event === 'promoted');
  const value = promoted?.by ?? promoted?.run ?? (promoted ? 'the gate' : 'nobody');
  const detail =
    promoted?.by === undefined && promoted?.run === undefined
      ? 'no person and no run is named'
      : `on ${promoted.at}`;
  return { link: 'approval', value, detail: promoted ? detail : 'it was never promoted' };
}

const yes = (text: string): Here => ({ holds: true, text });
const no = (text: string): Here => ({ holds: false, text });
