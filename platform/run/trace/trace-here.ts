import { parseRegistry } from '../../../pipeline/publish/registry.ts';
import { championOf } from '../../../pipeline/publish/registry-state.ts';
import { type TraceLine, traceVersion } from '../../../pipeline/publish/trace.ts';
import { askGit } from '../../git/ask-git.ts';
import { shortCommit } from '../../git/commit-standing.ts';
import type { GitHub } from '../../github/client.ts';
import { storedFiles } from '../../stored-files.ts';
import { readLock } from '../ingest-period.ts';
import { findVersion, readRegistry } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { type Approval, approvalHere, commitOfPromotion } from './approval.ts';
import { approvalOnGitHub } from './approval-on-github.ts';
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
 * @param github asked who approved it, where given
 * @throws RatchetError as traceVersion does; `data` where a document of the version is broken
 */
export async function traceHere(
  workspace: Workspace,
  name?: string,
  github?: GitHub | undefined,
): Promise<Traced> {
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
  const approval = { link: 'approval', ...(await approvalOf(facts, github)) } as const;
  return { version, digest, links: [deployment(facts, lines), ...links, verdict(facts), approval] };
}

function deployment(facts: Facts, lines: readonly TraceLine[]): TracedLink {
  const { events, published, workspace } = facts;
  const here = deployedHere(workspace, published.version);
  const promoted = events.findLast(({ event }) => event === 'promoted');
  const isChampion = lines.find(({ link }) => link === 'version')?.detail === 'champion';
  return isChampion
    ? { link: 'deployment', value: 'production', detail: `the champion since ${promoted?.at}`, here }
    : { link: 'deployment', value: 'none', detail: 'another version is the champion, or none', here };
}

/** What the tag says that the last deployment moved. */
function deployedHere({ root, folder: { name } }: Workspace, version: string): Here {
  const tag = `${name}/production`;
  const registry = askGit(root, ['show', `refs/tags/${tag}:./models/${name}/registry.jsonl`]);
  if (registry === undefined)
    return {
      holds: false,
      text: `whether it was deployed is not known here: there is no tag ${tag}; git fetch --tags`,
    };
  const live = championOf(parseRegistry(`${registry}\n`))?.version;
  const commit = askGit(root, ['rev-parse', `refs/tags/${tag}^{commit}`]) ?? '';
  return {
    holds: live === version,
    text: `the tag ${tag} says that ${live ?? 'nothing'} is live, by commit ${shortCommit(commit)}`,
  };
}

function verdict({ published: { metrics } }: Facts): TracedLink {
  const { kind, reasons } = metrics.verdict;
  return { link: 'verdict', value: kind, detail: reasons.join(' ') };
}

/** GitHub knows of a merge what no commit tells; where it does not, this clone says what it can. */
async function approvalOf({ workspace, events }: Facts, github: GitHub | undefined): Promise<Approval> {
  const { root, folder } = workspace;
  const promoted = events.findLast(({ event }) => event === 'promoted');
  const commit = promoted && github && commitOfPromotion(root, folder.name, promoted)?.commit;
  const told = commit && (await approvalOnGitHub(github, commit));
  return told || approvalHere(root, folder.name, events);
}
