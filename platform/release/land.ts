import type { GitHub } from '../github/client.ts';
import { failedWith } from '../github/request-failure.ts';
import { sleep } from '../retry.ts';

/** Whether a change reached the default branch, and why not. */
export type Landing =
  | { readonly landed: true; readonly commit: string }
  | { readonly landed: false; readonly because: string };

const MERGE_METHODS = ['squash', 'rebase', 'merge'] as const;
/** GitHub works out in the background whether a new pull request can be merged. */
const MERGEABLE = { attempts: 10, everyMs: 1000 } as const;

type Merging = Pick<GitHub, 'owner' | 'repo' | 'api'>;

/** Merges a pull request whose head is still `head`, by the first method that the repository allows. */
export async function mergePullRequest(
  { owner, repo, api }: Merging,
  pullRequest: number,
  head: string,
  { title, message }: { readonly title: string; readonly message: string },
): Promise<Landing> {
  await untilMergeableIsKnown({ owner, repo, api }, pullRequest);
  let because = '';
  for (const merge_method of MERGE_METHODS) {
    try {
      const { data } = await api.pulls.merge({
        owner,
        repo,
        pull_number: pullRequest,
        sha: head,
        merge_method,
        commit_title: `${title} (#${pullRequest})`,
        commit_message: message,
      });
      return { landed: true, commit: data.sha };
    } catch (error) {
      const { data } = await api.pulls.get({ owner, repo, pull_number: pullRequest });
      // The answer to a merge that succeeded may have been lost; or another release was merged by it.
      if (data.merged && data.head.sha === head)
        return { landed: true, commit: data.merge_commit_sha ?? head };
      if (!failedWith(error, 403, 405, 409, 422)) throw error;
      because = error.said;
      if (!failedWith(error, 405) || !/merge method|not allowed on this repository/i.test(because)) break;
    }
  }
  return { landed: false, because };
}

async function untilMergeableIsKnown({ owner, repo, api }: Merging, pullRequest: number): Promise<void> {
  for (let attempt = 0; attempt < MERGEABLE.attempts; attempt++) {
    const { data } = await api.pulls.get({ owner, repo, pull_number: pullRequest });
    if (data.mergeable !== null) return;
    await sleep(MERGEABLE.everyMs);
  }
}
