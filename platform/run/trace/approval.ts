import type { RegistryEvent } from '../../../pipeline/publish/registry-event.ts';
import { askGit } from '../../git/ask-git.ts';
import { type BringingCommit, commitOfText } from '../../git/commit-of-text.ts';
import { shortCommit } from '../../git/commit-standing.ts';

/** Who let a version into production, and where that is known from. */
export interface Approval {
  readonly value: string;
  readonly detail: string;
}

/** Who a commit is by when nobody is: GitHub itself, and accounts of programs. */
const NOBODY = /\[bot\]$|^GitHub$/;

/**
 * Who approved the last promotion of a version, as far as this clone tells: the registry where it names somebody, else
 * the commit that brought it. What only GitHub knows is said to be unknown here.
 */
export function approvalHere(root: string, model: string, events: readonly RegistryEvent[]): Approval {
  const promoted = events.findLast(({ event }) => event === 'promoted');
  if (promoted === undefined) return { value: 'nobody', detail: 'it was never promoted' };
  if (promoted.by !== undefined)
    return { value: promoted.by, detail: `asked for it on ${promoted.at}, says the registry` };
  const commit = commitOfPromotion(root, model, promoted);
  if (commit === undefined)
    return {
      value: 'not known here',
      detail: `no commit of this repository holds the promotion of ${promoted.at}`,
    };
  return approvalBy(commit, root);
}

/** The commit that brought a promotion to the main line. */
export const commitOfPromotion = (
  root: string,
  model: string,
  { hash }: RegistryEvent,
): BringingCommit | undefined => commitOfText(root, `models/${model}/registry.jsonl`, hash);

function approvalBy(commit: BringingCommit, root: string): Approval {
  const { author, committer, at, subject, parents } = commit;
  const name = `commit ${shortCommit(commit.commit)}`;
  if (parents.length === 0) {
    const isShallow = askGit(root, ['rev-parse', '--is-shallow-repository']) === 'true';
    const why = isShallow
      ? `this shallow clone starts with it: ${name}; git fetch --unshallow`
      : `it came with the first ${name}`;
    return { value: 'not known here', detail: why };
  }
  const person = [author, committer].find((who) => !NOBODY.test(who));
  if (person !== undefined)
    return {
      value: person,
      detail: `${parents.length > 1 ? 'merged' : 'committed'} it on ${at}, ${name}: ${subject}`,
    };
  return {
    value: 'not known here',
    detail: `${author} made ${name}, “${subject}”, on ${at}; who merged it only GitHub knows: trace --github asks`,
  };
}
