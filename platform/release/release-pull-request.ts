import type { GitHub } from '../github/client.ts';
import { closeIssue, findIssue, openIssue } from '../github/marked-issue.ts';
import { markerOf, withMarker } from '../github/marker.ts';
import { failedWith } from '../github/request-failure.ts';
import { branchOf, type Released, type ReleaseRequest, releaseOf } from './release-request.ts';

/** What a pull request of a release carries, so that a later run knows which release a person closed. */
const markOf = (request: ReleaseRequest) => markerOf(releaseOf(request).replaceAll(' ', '-'), request.model);

/** Opens the pull request of a release, or brings it up to date; falls back to an issue where that is forbidden. */
export async function bringPullRequest(github: GitHub, request: ReleaseRequest): Promise<Released> {
  const { owner, repo, api } = github;
  const { title, model, branch } = request;
  const body = withMarker(markOf(request), request.body);
  const open = await findOpen(github, request);
  if (open) {
    if (open.title !== title || open.body !== body)
      await api.pulls.update({ owner, repo, pull_number: open.number, title, body });
    return { kind: 'pull-request', number: open.number, url: open.html_url };
  }
  // Who asks for a rollback has decided anew.
  const declined = request.kind === 'release' ? await findDeclined(github, request) : undefined;
  if (declined) return { kind: 'declined', number: declined.number, url: declined.html_url };
  try {
    const head = branchOf(request);
    const { data } = await api.pulls.create({
      owner,
      repo,
      title,
      body,
      head,
      base: branch,
      request: { retries: 0 },
    });
    const blocked = await findIssue(github, blockedMarker(model));
    if (blocked) await closeIssue(github, blocked, `Pull requests can be opened now: #${data.number}.`);
    return { kind: 'pull-request', number: data.number, url: data.html_url };
  } catch (error) {
    if (failedWith(error, 403) && /not permitted to create/i.test(error.said))
      return askPerson(github, request);
    // The answer may have been lost, or another run was faster.
    const made = await findOpen(github, request);
    if (made === undefined) throw error;
    return { kind: 'pull-request', number: made.number, url: made.html_url };
  }
}

/** The open pull request of a release's branch. */
export async function findOpen(
  { owner, repo, api }: GitHub,
  request: Pick<ReleaseRequest, 'kind' | 'model'>,
) {
  const head = `${owner}:${branchOf(request)}`;
  const { data } = await api.pulls.list({ owner, repo, head, state: 'open', per_page: 1 });
  return data[0];
}

async function findDeclined({ owner, repo, api }: GitHub, request: ReleaseRequest) {
  const head = `${owner}:${branchOf(request)}`;
  const { data } = await api.pulls.list({
    owner,
    repo,
    head,
    state: 'closed',
    sort: 'updated',
    direction: 'desc',
    per_page: 100,
  });
  const mark = markOf(request);
  return data.find(({ merged_at, body }) => merged_at === null && (body ?? '').includes(mark));
}

const blockedMarker = (model: string) => markerOf('release-blocked', model);

async function askPerson(github: GitHub, request: ReleaseRequest): Promise<Released> {
  const { owner, repo } = github;
  const { model, title, branch, body, serverUrl } = request;
  const link = `${serverUrl}/${owner}/${repo}/compare/${branch}...${branchOf(request)}?expand=1`;
  const marker = blockedMarker(model);
  const issue = await openIssue(github, marker, await findIssue(github, marker), {
    title: `A release of ${model} waits for its pull request`,
    body: [
      `**${title}** is ready on the branch \`${branchOf(request)}\`, but this repository does not let workflows open pull requests.`,
      `- [Open the pull request](${link}), or`,
      `- switch on *Settings → Actions → General → Allow GitHub Actions to create and approve pull requests*: the next run opens it, and closes this issue.`,
      '---',
      body,
    ].join('\n\n'),
  });
  return { kind: 'issue', ...issue };
}
