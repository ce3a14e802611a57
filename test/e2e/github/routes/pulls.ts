import { bodyOf, notFound, page, Refusal } from '../api.ts';
import { fullName, type Hub, type Params, REPO, type Routes } from '../hub.ts';
import { mergePull } from '../merge-pull.ts';
import { closePull, openPull } from '../pulls.ts';
import { type Pull, timestamp } from '../state.ts';
import { pullView } from '../views.ts';

function pullOf({ pulls }: Hub, { pull_number }: Params): Pull {
  const pull = pulls.get(Number(pull_number));
  if (pull === undefined) throw notFound();
  return pull;
}

const isMergeable = async ({ git }: Hub, pull: Pull): Promise<boolean> =>
  (await git.mergeTree(`refs/heads/${pull.base.ref}`, pull.head.sha)) !== undefined;

export const pullRoutes: Routes = {
  [`GET ${REPO}/pulls`]: (hub, request) => {
    const [state, head, base] = ['state', 'head', 'base'].map((name) => request.query.get(name));
    // GitHub ignores a head that does not name its owner.
    const [owner, ref] = head?.includes(':') ? head.split(':', 2) : [];
    const found = [...hub.pulls.values()].filter(
      (pull) =>
        (state === 'all' || pull.state === (state ?? 'open')) &&
        (owner === undefined || (pull.head.owner === owner && pull.head.ref === ref)) &&
        (base === null || base === undefined || pull.base.ref === base),
    );
    const order = request.query.get('direction') === 'asc' ? 1 : -1;
    found.sort((a, b) => (a.number - b.number) * order);
    return page(
      request,
      found.map((pull) => pullView(hub, pull)),
      hub.apiUrl,
    );
  },

  [`POST ${REPO}/pulls`]: async (hub, request) => {
    const {
      title,
      body = null,
      head,
      base,
      draft = false,
    } = bodyOf(request) as {
      title: string;
      body?: string | null;
      head: string;
      base: string;
      draft?: boolean;
    };
    const pull = await openPull(hub, { title, body, head, base, draft, actor: request.caller.login });
    return { status: 201, body: pullView(hub, pull, await isMergeable(hub, pull)) };
  },

  [`GET ${REPO}/pulls/{pull_number}`]: async (hub, _, params) => {
    const pull = pullOf(hub, params);
    return { status: 200, body: pullView(hub, pull, await isMergeable(hub, pull)) };
  },

  [`PATCH ${REPO}/pulls/{pull_number}`]: async (hub, request, params) => {
    const pull = pullOf(hub, params);
    const { title, body, state } = bodyOf(request) as {
      title?: string;
      body?: string | null;
      state?: string;
    };
    if (title !== undefined) pull.title = title;
    if (body !== undefined) pull.body = body;
    pull.updatedAt = timestamp();
    const { login } = request.caller;
    const issue = { title: pull.title, body: pull.body };
    await hub.emulated.request(login, 'PATCH', `/repos/${fullName(hub)}/issues/${pull.number}`, issue);
    if (state === 'closed' && pull.state === 'open') await closePull(hub, pull, login);
    if (state === 'open' && pull.state === 'closed') {
      if (pull.mergedBy !== undefined) throw new Refusal(422, 'Validation Failed');
      pull.state = 'open';
    }
    return { status: 200, body: pullView(hub, pull, await isMergeable(hub, pull)) };
  },

  [`GET ${REPO}/pulls/{pull_number}/files`]: async (hub, request, params) => {
    const pull = pullOf(hub, params);
    const from = await hub.git.run('merge-base', pull.base.sha, pull.head.sha);
    const files = await hub.git.changedPaths(from, pull.head.sha);
    return page(
      request,
      files.map((filename) => ({ filename, status: 'modified' })),
      hub.apiUrl,
    );
  },

  [`PUT ${REPO}/pulls/{pull_number}/merge`]: async (hub, request, params) => {
    const pull = pullOf(hub, params);
    const body = bodyOf(request) as {
      sha?: string;
      merge_method?: 'merge' | 'squash' | 'rebase';
      commit_title?: string;
      commit_message?: string;
    };
    const sha = await mergePull(hub, pull, {
      method: body.merge_method ?? 'merge',
      sha: body.sha,
      title: body.commit_title,
      message: body.commit_message,
      actor: request.caller.login,
    });
    return { status: 200, body: { sha, merged: true, message: 'Pull Request successfully merged' } };
  },
};
