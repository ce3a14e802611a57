import { type TraceLine, traceVersion } from '../../../pipeline/publish/trace.ts';
import { storedFiles } from '../../stored-files.ts';
import { readLock } from '../ingest-period.ts';
import { findVersion, readRegistry } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { type Facts, type Here, lookUps } from './look-ups.ts';

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
    const here = await lookUps[line.link]?.(facts, line);
    links.push({ ...line, ...(here && { here }) });
  }
  const { version, digest } = published;
  return { version, digest, links: [deployment(facts, lines), ...links, verdict(facts), approval(facts)] };
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
