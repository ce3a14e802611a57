import { ACTIONS_BOT, Refusal } from './api.ts';
import type { Hub } from './hub.ts';
import { onBranchMoved } from './on-branch-moved.ts';
import { DEFAULT_BRANCH } from './state.ts';

export const NO_COMMIT = '0'.repeat(40);

export interface RefMove {
  /** Full name, such as refs/heads/main. */
  readonly ref: string;
  /** Undefined to remove it. */
  readonly sha: string | undefined;
  readonly force?: boolean;
  readonly actor: string;
  /** A merge has shown its rights already. */
  readonly isMerge?: boolean;
}

/**
 * Moves, makes or removes a ref as GitHub does, and lets happen what follows from it: pull requests are updated, and
 * workflows may start.
 *
 * @throws Refusal 422 where the move is no fast-forward, or a rule of the branch forbids it
 */
export async function moveRef(
  hub: Hub,
  { ref, sha, force = false, actor, isMerge = false }: RefMove,
): Promise<void> {
  const { git } = hub;
  const before = await git.refAt(ref);
  if (before === sha) return;
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
  if (branch !== undefined && !isMerge) assertRules(hub, branch, actor);
  if (branch === DEFAULT_BRANCH && sha === undefined)
    throw new Refusal(422, 'Cannot delete the default branch');
  if (before !== undefined && sha !== undefined && !force && !(await git.isAncestor(before, sha)))
    throw new Refusal(422, 'Update is not a fast forward');
  try {
    if (sha === undefined) await git.run('update-ref', '-d', ref, before ?? '');
    else await git.run('update-ref', ref, sha, before ?? NO_COMMIT);
  } catch {
    // Somebody moved it between the look and the move.
    throw new Refusal(422, 'Update is not a fast forward');
  }
  await onBranchMoved(hub, { ref, before, after: sha, actor, forced: force });
}

function assertRules({ settings }: Hub, branch: string, actor: string): void {
  const rules = settings.rules[branch];
  if (rules === undefined || (rules.requirePullRequest !== true && rules.requiredChecks === undefined))
    return;
  // People of a scenario are admins, whom its rules let through.
  if (actor !== ACTIONS_BOT) return;
  const why = rules.requirePullRequest
    ? 'Changes must be made through a pull request.'
    : `Required status check "${rules.requiredChecks?.[0]}" is expected.`;
  throw new Refusal(422, `Repository rule violations found\n\n${why}\n\n`);
}
