import { bodyOf, notFound, page, pageWithin, Refusal } from '../api.ts';
import { fullName, type Hub, REPO, type Routes } from '../hub.ts';
import { type CheckRun, type CommitStatus, timestamp } from '../state.ts';
import { statusesOf } from '../status-of.ts';
import { userView } from '../views.ts';
import { commitAt } from './contents.ts';

const statusView = (hub: Hub, status: CommitStatus) => ({
  id: status.id,
  url: `${hub.apiUrl}/repos/${fullName(hub)}/statuses/${status.sha}`,
  state: status.state,
  context: status.context,
  description: status.description,
  target_url: status.targetUrl,
  creator: userView(hub, status.creator),
  created_at: status.createdAt,
  updated_at: status.createdAt,
});

const checkView = (hub: Hub, check: CheckRun) => ({
  id: check.id,
  name: check.name,
  head_sha: check.sha,
  status: check.status,
  conclusion: check.conclusion,
  app: { slug: 'github-actions' },
  html_url: `${hub.serverUrl}/${fullName(hub)}/runs/${check.id}`,
});

async function mustBeCommit(hub: Hub, ref: string): Promise<string> {
  const sha = await commitAt(hub, ref);
  if (sha === undefined) throw notFound();
  return sha;
}

/** Statuses and checks of commits. */
export const statusRoutes: Routes = {
  [`POST ${REPO}/statuses/{sha}`]: async (hub, request, { sha = '' }) => {
    if ((await hub.git.resolve(`${sha}^{commit}`)) !== sha)
      throw new Refusal(422, `No commit found for SHA: ${sha}`);
    const body = bodyOf(request) as {
      state: CommitStatus['state'];
      context?: string;
      description?: string | null;
      target_url?: string | null;
    };
    if ((body.description ?? '').length > 140)
      throw new Refusal(422, 'Validation Failed', {
        errors: ['Validation failed: Description is too long (maximum is 140 characters)'],
      });
    const status: CommitStatus = {
      id: hub.nextId(),
      sha,
      state: body.state,
      context: body.context ?? 'default',
      description: body.description ?? null,
      targetUrl: body.target_url ?? null,
      creator: request.caller.login,
      createdAt: timestamp(),
    };
    hub.statuses.push(status);
    return { status: 201, body: statusView(hub, status) };
  },

  [`GET ${REPO}/commits/{ref}/status`]: async (hub, _, { ref = '' }) => {
    const sha = await mustBeCommit(hub, ref);
    const statuses = statusesOf(hub, sha);
    const worst = statuses.some(({ state }) => state === 'failure' || state === 'error')
      ? 'failure'
      : statuses.length === 0 || statuses.some(({ state }) => state === 'pending')
        ? 'pending'
        : 'success';
    return {
      status: 200,
      body: {
        state: worst,
        sha,
        total_count: statuses.length,
        statuses: statuses.map((status) => statusView(hub, status)),
      },
    };
  },

  [`GET ${REPO}/commits/{ref}/statuses`]: async (hub, request, { ref = '' }) => {
    const sha = await mustBeCommit(hub, ref);
    const all = hub.statuses.filter((status) => status.sha === sha).reverse();
    return page(
      request,
      all.map((status) => statusView(hub, status)),
      hub.apiUrl,
    );
  },

  [`GET ${REPO}/commits/{ref}/check-runs`]: async (hub, request, { ref = '' }) => {
    const sha = await mustBeCommit(hub, ref);
    const all = hub.checkRuns.filter((check) => check.sha === sha);
    return pageWithin(
      request,
      'check_runs',
      all.map((check) => checkView(hub, check)),
      hub.apiUrl,
    );
  },

  [`POST ${REPO}/check-runs`]: (hub, request) => {
    const body = bodyOf(request) as {
      name: string;
      head_sha: string;
      status?: CheckRun['status'];
      conclusion?: string;
    };
    const check: CheckRun = {
      id: hub.nextId(),
      sha: body.head_sha,
      name: body.name,
      status: body.conclusion === undefined ? (body.status ?? 'queued') : 'completed',
      conclusion: body.conclusion ?? null,
    };
    hub.checkRuns.push(check);
    return { status: 201, body: checkView(hub, check) };
  },
};
