import type { GitHub } from './client.ts';
import { isMarked, withMarker } from './marker.ts';

export interface MarkedIssue {
  readonly number: number;
  readonly url: string;
}

export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** An issue as GitHub gives it. */
export type FoundIssue = NonNullable<Awaited<ReturnType<typeof findIssue>>>;

/**
 * Brings an issue up to date, or opens the first.
 *
 * @param found by findIssue with the same marker
 */
export async function openIssue(
  github: GitHub,
  marker: string,
  found: FoundIssue | undefined,
  { title, body }: IssueText,
): Promise<MarkedIssue> {
  const text = { title, body: withMarker(marker, body), state: 'open' } as const;
  return found === undefined ? createIssue(github, marker, text) : updateIssue(github, found, text);
}

/** Closes an issue with a last word. */
export async function closeIssue(github: GitHub, found: FoundIssue, lastWord: string): Promise<MarkedIssue> {
  const { owner, repo, api } = github;
  const issue = { owner, repo, issue_number: found.number };
  await api.issues.createComment({ ...issue, body: lastWord, request: { retries: 0 } });
  await api.issues.update({ ...issue, state: 'closed', state_reason: 'completed' });
  return linkTo(found);
}

/**
 * Keeps one issue with a marker for ever: brings text and state up to date, and opens the very same again where it was
 * closed. None is made only to be closed.
 */
export async function keepIssue(
  github: GitHub,
  marker: string,
  { title, body }: IssueText,
  state: 'open' | 'closed',
): Promise<MarkedIssue | undefined> {
  const text = { title, body: withMarker(marker, body), state };
  const found = await findIssue(github, marker, 'all');
  if (found !== undefined) return updateIssue(github, found, text);
  return state === 'open' ? createIssue(github, marker, text) : undefined;
}

/** The oldest issue of ours with a marker, among the open ones or all. */
export async function findIssue(github: GitHub, marker: string, state: 'open' | 'all' = 'open') {
  const { owner, repo, api, paginate } = github;
  const request = { owner, repo, state, direction: 'asc', per_page: 100 } as const;
  const issues = await paginate(api.issues.listForRepo, request);
  return issues.find((issue) => issue.pull_request === undefined && isMarked(issue, marker));
}

async function updateIssue(
  { owner, repo, api }: GitHub,
  found: FoundIssue,
  text: IssueText & { readonly state: 'open' | 'closed' },
): Promise<MarkedIssue> {
  if (found.title !== text.title || found.body !== text.body || found.state !== text.state)
    await api.issues.update({ owner, repo, issue_number: found.number, ...text });
  return linkTo(found);
}

async function createIssue(github: GitHub, marker: string, { title, body }: IssueText): Promise<MarkedIssue> {
  const { owner, repo, api } = github;
  try {
    // Not repeated blindly: an answer that was lost on the way may belong to an issue that is there.
    const { data } = await api.issues.create({ owner, repo, title, body, request: { retries: 0 } });
    return linkTo(data);
  } catch (error) {
    const found = await findIssue(github, marker);
    if (found === undefined) throw error;
    return linkTo(found);
  }
}

const linkTo = ({ number, html_url }: Pick<FoundIssue, 'number' | 'html_url'>): MarkedIssue => ({
  number,
  url: html_url,
});
