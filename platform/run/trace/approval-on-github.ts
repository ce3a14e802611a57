import { list } from '../../../pipeline/report/format.ts';
import type { GitHub } from '../../github/client.ts';
import { failedWith } from '../../github/request-failure.ts';
import type { Approval } from './approval.ts';

/**
 * Who merged the pull request that a commit came by, and who approved it before; undefined where it came by none, or
 * GitHub does not know the commit.
 */
export async function approvalOnGitHub(
  { owner, repo, api, paginate }: GitHub,
  commit: string,
): Promise<Approval | undefined> {
  const merged = await pullsOf({ owner, repo, api }, commit);
  const number = merged.find(({ merged_at }) => merged_at !== null)?.number;
  if (number === undefined) return undefined;
  const { data: pull } = await api.pulls.get({ owner, repo, pull_number: number });
  const reviews = await paginate(api.pulls.listReviews, { owner, repo, pull_number: number, per_page: 100 });
  const approved = reviews.flatMap(({ state, user }) => (state === 'APPROVED' && user ? [user.login] : []));
  const value = pull.merged_by?.login ?? 'somebody whose account is gone';
  const by = approved.length === 0 ? 'no review approved it' : `approved by ${list([...new Set(approved)])}`;
  return { value, detail: `merged ${pull.html_url} on ${pull.merged_at}; ${by}, says GitHub` };
}

async function pullsOf({ owner, repo, api }: Pick<GitHub, 'owner' | 'repo' | 'api'>, commit: string) {
  try {
    return (await api.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha: commit })).data;
  } catch (error) {
    // A commit that was never pushed.
    if (failedWith(error, 404, 422)) return [];
    throw error;
  }
}
