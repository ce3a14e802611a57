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

/** Opens the one open issue of ours with a marker, or brings its text up to date. */
export async function openIssue(
  github: GitHub,
  marker: string,
  { title, body }: IssueText,
): Promise<MarkedIssue> {
  const { owner, repo, api } = github;
  const text = withMarker(marker, body);
  const found = await findIssue(github, marker);
  if (found === undefined) return createIssue(github, marker, { title, body: text });
  if (found.title !== title || found.body !== text)
    await api.issues.update({ owner, repo, issue_number: found.number, title, body: text });
  return { number: found.number, url: found.html_url };
}

/** Closes the open issue with a marker, with a last word; undefined where none is open. */
export async function closeIssue(
  github: GitHub,
  marker: string,
  lastWord: string,
): Promise<MarkedIssue | undefined> {
  const { owner, repo, api } = github;
  const found = await findIssue(github, marker);
  if (found === undefined) return undefined;
  const issue = { owner, repo, issue_number: found.number };
  await api.issues.createComment({ ...issue, body: lastWord, request: { retries: 0 } });
  await api.issues.update({ ...issue, state: 'closed', state_reason: 'completed' });
  return { number: found.number, url: found.html_url };
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
  const { owner, repo, api } = github;
  const text = withMarker(marker, body);
  const found = await findIssue(github, marker, 'all');
  if (found === undefined)
    return state === 'open' ? createIssue(github, marker, { title, body: text }) : undefined;
  if (found.title !== title || found.body !== text || found.state !== state)
    await api.issues.update({ owner, repo, issue_number: found.number, title, body: text, state });
  return { number: found.number, url: found.html_url };
}

/** The oldest issue of ours with a marker, among the open ones or all. */
export async function findIssue(github: GitHub, marker: string, state: 'open' | 'all' = 'open') {
  const { owner, repo, api, paginate } = github;
  const request = { owner, repo, state, direction: 'asc', per_page: 100 } as const;
  const issues = await paginate(api.issues.listForRepo, request);
  return issues.find((issue) => issue.pull_request === undefined && isMarked(issue, marker));
}

async function createIssue(github: GitHub, marker: string, text: IssueText): Promise<MarkedIssue> {
  const { owner, repo, api } = github;
  try {
    // Not repeated blindly: an answer that was lost on the way may belong to an issue that is there.
    const { data } = await api.issues.create({ owner, repo, ...text, request: { retries: 0 } });
    return { number: data.number, url: data.html_url };
  } catch (error) {
    const found = await findIssue(github, marker);
    if (found === undefined) throw error;
    return { number: found.number, url: found.html_url };
  }
}
