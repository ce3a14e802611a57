import type { GitHub } from './client.ts';
import { gone } from './gone.ts';
import { isMarked, withMarker } from './marker.ts';

/** Longer comments GitHub refuses; texts are made shorter than this, and the rest is a fault. */
export const MAX_COMMENT = 65_536;

/**
 * Writes the one comment of ours with a marker, in place where it is there already. Where two runs wrote one each at
 * the same moment, the older stays.
 *
 * @returns its address
 */
export async function upsertComment(
  github: GitHub,
  issue: number,
  marker: string,
  body: string,
): Promise<string> {
  const { owner, repo, api } = github;
  const text = withMarker(marker, body);
  const [first, ...doubles] = await findComments(github, issue, marker);
  for (const { id } of doubles) await gone(api.issues.deleteComment({ owner, repo, comment_id: id }));
  if (first === undefined) return createComment(github, issue, marker, text);
  if (first.body !== text) await api.issues.updateComment({ owner, repo, comment_id: first.id, body: text });
  return first.html_url;
}

/** Comments of ours with a marker, oldest first. */
export async function findComments(github: GitHub, issue: number, marker: string) {
  const { owner, repo, api, paginate } = github;
  const request = { owner, repo, issue_number: issue, per_page: 100 };
  const comments = await paginate(api.issues.listComments, request);
  return comments.filter((comment) => isMarked(comment, marker)).sort((a, b) => a.id - b.id);
}

async function createComment(github: GitHub, issue: number, marker: string, body: string): Promise<string> {
  const { owner, repo, api } = github;
  try {
    // Not repeated blindly: an answer that was lost on the way may belong to a comment that is there.
    const created = await api.issues.createComment({
      owner,
      repo,
      issue_number: issue,
      body,
      request: { retries: 0 },
    });
    return created.data.html_url;
  } catch (error) {
    const [found] = await findComments(github, issue, marker);
    if (found === undefined) throw error;
    return found.html_url;
  }
}
