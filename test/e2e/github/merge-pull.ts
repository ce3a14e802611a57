import { ACTIONS_BOT, Refusal } from './api.ts';
import type { Hub } from './hub.ts';
import { WEB_FLOW } from './merge-ref.ts';
import { moveRef } from './move-ref.ts';
import { closePull } from './pulls.ts';
import type { Pull } from './state.ts';
import { checksOf } from './status-of.ts';

export interface Merge {
  readonly method: 'merge' | 'squash' | 'rebase';
  /** Head that is meant; the merge is refused where it has moved on. */
  readonly sha?: string | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  readonly actor: string;
}

/** Merges a pull request. Gives the commit that its base points at now. */
export async function mergePull(
  hub: Hub,
  pull: Pull,
  { method, sha, title, message, actor }: Merge,
): Promise<string> {
  const { git } = hub;
  if (pull.mergedBy !== undefined || pull.state !== 'open')
    throw new Refusal(405, 'Pull Request is not mergeable');
  if (sha !== undefined && sha !== pull.head.sha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  assertChecks(hub, pull, actor);
  const baseRef = `refs/heads/${pull.base.ref}`;
  const base = (await git.refAt(baseRef)) ?? pull.base.sha;
  const tree = await git.mergeTree(base, pull.head.sha);
  if (tree === undefined) throw new Refusal(405, 'Pull Request is not mergeable');
  const author = { name: actor, email: `${actor}@users.noreply.github.com` };
  const subject =
    title ?? (method === 'merge' ? `Merge pull request #${pull.number}` : `${pull.title} (#${pull.number})`);
  const text = message === undefined ? subject : `${subject}\n\n${message}`;
  const merged =
    method === 'rebase'
      ? await rebase(hub, base, pull)
      : await git.writeCommit(
          tree,
          method === 'merge' ? [base, pull.head.sha] : [base],
          text,
          author,
          WEB_FLOW,
        );
  // Noted before the ref moves, so that the move does not count it a second time.
  pull.mergedBy = actor;
  pull.mergeCommit = merged;
  pull.state = 'closed';
  try {
    await moveRef(hub, { ref: baseRef, sha: merged, actor, isMerge: true });
  } catch (error) {
    Object.assign(pull, { mergedBy: undefined, mergeCommit: undefined, state: 'open' });
    if (error instanceof Refusal)
      throw new Refusal(405, 'Base branch was modified. Review and try the merge again.');
    throw error;
  }
  hub.signedCommits.add(merged);
  await closePull(hub, pull, actor);
  return merged;
}

async function rebase({ git }: Hub, base: string, pull: Pull): Promise<string> {
  const list = await git.run('rev-list', '--reverse', '--no-merges', `${base}..${pull.head.sha}`);
  let tip = base;
  for (const sha of list.split('\n').filter((line) => line !== '')) {
    const { author, message, parents } = await git.commit(sha);
    const tree = (await git.run('merge-tree', '--write-tree', `--merge-base=${parents[0]}`, tip, sha)).split(
      '\n',
    )[0];
    tip = await git.writeCommit(tree ?? '', [tip], message, author, WEB_FLOW);
  }
  return tip;
}

function assertChecks(hub: Hub, pull: Pull, actor: string): void {
  const required = hub.settings.rules[pull.base.ref]?.requiredChecks ?? [];
  const checks = checksOf(hub, pull.head.sha);
  // Admins of a scenario are held to checks as well: what they may push, they may not merge unseen.
  const passed = ['success', 'skipped', 'neutral'];
  const missing = required.find((context) => !passed.includes(checks.get(context) ?? ''));
  if (missing === undefined) return;
  const by = actor === ACTIONS_BOT ? 'Repository rule violations found\n\n' : '';
  throw new Refusal(405, `${by}Required status check "${missing}" is expected.`);
}
