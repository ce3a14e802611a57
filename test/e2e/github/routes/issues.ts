import { type ApiAnswer, type ApiRequest, Refusal } from '../api.ts';
import { fullName, type Handler, type Hub, REPO, type Routes } from '../hub.ts';
import { closePull } from '../pulls.ts';

/** Longer bodies GitHub refuses. */
const MAX_BODY = 65_536;

/** Hands a request on to emulate, which keeps issues, labels and comments. */
const emulated: Handler = async (hub, request): Promise<ApiAnswer> => {
  assertLength(request);
  const query = request.query.toString();
  const target = query === '' ? request.path : `${request.path}?${query}`;
  const answer = await hub.emulated.request(request.caller.login, request.method, target, request.json);
  if (answer.status >= 500 || answer.status === 401 || answer.status === 403)
    throw new Error(
      `emulate answered ${answer.status} to ${request.method} ${target}: ${JSON.stringify(answer.body)}`,
    );
  return { ...answer, body: withPulls(hub, answer.body) };
};

function assertLength({ json }: ApiRequest): void {
  const body = (json as { body?: unknown } | undefined)?.body;
  if (typeof body === 'string' && body.length > MAX_BODY)
    throw new Refusal(422, 'Validation Failed', {
      errors: [
        {
          resource: 'IssueComment',
          code: 'unprocessable',
          field: 'data',
          message: 'Body is too long (maximum is 65536 characters)',
        },
      ],
    });
}

/** Pull requests are issues to GitHub, that say so. */
function withPulls(hub: Hub, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withPulls(hub, one));
  if (typeof value !== 'object' || value === null) return value;
  const view = withServer(hub, value as Record<string, unknown>);
  const number = view['number'];
  if (typeof number !== 'number' || view['comments_url'] === undefined || !hub.pulls.has(number)) return view;
  const html = `${hub.serverUrl}/${fullName(hub)}/pull/${number}`;
  return {
    ...view,
    html_url: html,
    pull_request: { url: `${hub.apiUrl}/repos/${fullName(hub)}/pulls/${number}`, html_url: html },
  };
}

/** emulate knows one address; pages of GitHub are elsewhere than its API. */
function withServer({ apiUrl, serverUrl }: Hub, view: Record<string, unknown>): Record<string, unknown> {
  const page = view['html_url'];
  return typeof page === 'string' ? { ...view, html_url: page.replace(apiUrl, serverUrl) } : view;
}

export const issueRoutes: Routes = {
  [`GET ${REPO}/issues`]: emulated,
  [`POST ${REPO}/issues`]: emulated,
  [`GET ${REPO}/issues/{issue_number}`]: emulated,
  [`PATCH ${REPO}/issues/{issue_number}`]: async (hub, request, params) => {
    const answer = await emulated(hub, request, params);
    const pull = hub.pulls.get(Number(params['issue_number']));
    const { state, title, body } = (request.json ?? {}) as { state?: string; title?: string; body?: string };
    if (pull !== undefined) {
      if (title !== undefined) pull.title = title;
      if (body !== undefined) pull.body = body;
      if (state === 'closed' && pull.state === 'open') await closePull(hub, pull, request.caller.login);
    }
    return answer;
  },
  [`GET ${REPO}/issues/{issue_number}/comments`]: emulated,
  [`POST ${REPO}/issues/{issue_number}/comments`]: emulated,
  [`GET ${REPO}/issues/comments/{comment_id}`]: emulated,
  [`PATCH ${REPO}/issues/comments/{comment_id}`]: emulated,
  [`DELETE ${REPO}/issues/comments/{comment_id}`]: emulated,
  [`GET ${REPO}/issues/{issue_number}/labels`]: emulated,
  [`POST ${REPO}/issues/{issue_number}/labels`]: emulated,
  [`GET ${REPO}/labels/{name}`]: emulated,
  [`POST ${REPO}/labels`]: emulated,
};
