import type { Hub } from './hub.ts';
import type { Pull } from './state.ts';

/** Who GitHub signs its own commits as. */
export const WEB_FLOW = { name: 'GitHub', email: 'noreply@github.com' };

/**
 * Makes refs/pull/N/head and refs/pull/N/merge, the commit that pull request runs check out.
 *
 * @returns the merge commit; undefined where head and base conflict
 */
export async function refreshMergeRef({ git }: Hub, pull: Pull): Promise<string | undefined> {
  const { number, head } = pull;
  const base = (await git.refAt(`refs/heads/${pull.base.ref}`)) ?? pull.base.sha;
  pull.base.sha = base;
  await git.run('update-ref', `refs/pull/${number}/head`, head.sha);
  const tree = await git.mergeTree(base, head.sha);
  if (tree === undefined) {
    await git.run('update-ref', '-d', `refs/pull/${number}/merge`);
    return undefined;
  }
  const merge = await git.writeCommit(tree, [base, head.sha], `Merge ${head.sha} into ${base}`, WEB_FLOW);
  await git.run('update-ref', `refs/pull/${number}/merge`, merge);
  return merge;
}
