import { ACTIONS_BOT } from './api.ts';
import { fullName, type Hub } from './hub.ts';
import type { BranchMove } from './on-branch-moved.ts';
import { DEFAULT_BRANCH, type Pull, type Run, type TriggerEvent } from './state.ts';
import { commitView, pullView, repositoryView, userView } from './views.ts';

const NO_COMMIT = '0'.repeat(40);

/** What every payload holds. */
const common = (hub: Hub, actor: string) => ({
  repository: repositoryView(hub),
  sender: userView(hub, actor),
});

export async function pushEvent(
  hub: Hub,
  { ref, before, after, actor, forced }: BranchMove,
): Promise<TriggerEvent> {
  const sha = after ?? NO_COMMIT;
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
  const tag = ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined;
  const head = after === undefined ? null : await pushedCommit(hub, after);
  return {
    name: 'push',
    actor,
    ref,
    sha,
    headSha: sha,
    headBranch: branch ?? tag ?? ref,
    headRepository: fullName(hub),
    pullNumbers: [],
    ...(branch === undefined ? {} : { branch }),
    ...(tag === undefined ? {} : { tag }),
    changedPaths: after === undefined ? [] : await pushedPaths(hub, before, after),
    payload: {
      ref,
      before: before ?? NO_COMMIT,
      after: sha,
      created: before === undefined,
      deleted: after === undefined,
      forced: forced && before !== undefined,
      base_ref: null,
      compare: `${hub.serverUrl}/${fullName(hub)}/compare/${(before ?? sha).slice(0, 12)}...${sha.slice(0, 12)}`,
      commits: head === null ? [] : [head],
      head_commit: head,
      pusher: { name: actor, email: `${actor}@users.noreply.github.com` },
      ...common(hub, actor),
    },
  };
}

/** Notes that something became of a pull request. Nothing runs where it conflicts with its base. */
export async function pullRequestEvent(hub: Hub, pull: Pull, action: string, actor: string): Promise<void> {
  const { number, head, base } = pull;
  const merge = await hub.git.refAt(`refs/pull/${number}/merge`);
  const isClosed = action === 'closed';
  if (merge === undefined && !isClosed) return;
  const baseSha = (await hub.git.refAt(`refs/heads/${base.ref}`)) ?? base.sha;
  const fork = head.owner !== hub.owner;
  const from = await hub.git.run('merge-base', baseSha, head.sha);
  hub.pending.push({
    name: 'pull_request',
    action,
    actor,
    ref: isClosed ? `refs/heads/${base.ref}` : `refs/pull/${number}/merge`,
    sha: isClosed ? baseSha : (merge ?? baseSha),
    headSha: head.sha,
    headBranch: head.ref,
    headRepository: `${head.owner}/${hub.repo}`,
    pullNumbers: fork ? [] : [number],
    branch: base.ref,
    changedPaths: await hub.git.changedPaths(from, head.sha),
    fromFork: fork,
    needsApproval: actor === ACTIONS_BOT,
    payload: {
      action,
      number,
      pull_request: pullView(hub, pull, merge !== undefined),
      ...common(hub, actor),
    },
  });
}

/** A workflow was asked for by name, or by the clock. */
export async function workflowEvent(
  hub: Hub,
  name: 'workflow_dispatch' | 'schedule',
  {
    workflow,
    branch = DEFAULT_BRANCH,
    actor,
    payload,
  }: { workflow: string; branch?: string; actor: string; payload: Record<string, unknown> },
): Promise<TriggerEvent> {
  const sha = (await hub.git.refAt(`refs/heads/${branch}`)) ?? NO_COMMIT;
  return {
    name,
    actor,
    ref: `refs/heads/${branch}`,
    sha,
    headSha: sha,
    headBranch: branch,
    headRepository: fullName(hub),
    pullNumbers: [],
    workflow,
    payload: { ...payload, ...common(hub, actor) },
  };
}

/** A run has ended: what listens to it runs on the default branch, whatever the run was for. */
export async function workflowRunEvent(
  hub: Hub,
  run: Run,
  action: 'requested' | 'completed',
): Promise<TriggerEvent> {
  const sha = (await hub.git.refAt(`refs/heads/${DEFAULT_BRANCH}`)) ?? NO_COMMIT;
  return {
    name: 'workflow_run',
    action,
    actor: run.actor,
    ref: `refs/heads/${DEFAULT_BRANCH}`,
    sha,
    headSha: sha,
    headBranch: DEFAULT_BRANCH,
    headRepository: fullName(hub),
    pullNumbers: [],
    branch: run.headBranch,
    payload: {
      action,
      workflow: { id: workflowId(run.path), name: run.name, path: run.path },
      workflow_run: await runView(hub, run),
      ...common(hub, run.actor),
    },
  };
}

/** A run as the API and payloads show it. */
export async function runView(hub: Hub, run: Run) {
  const { apiUrl, serverUrl } = hub;
  const [headOwner = hub.owner] = run.headRepository.split('/');
  return {
    id: run.id,
    name: run.name,
    display_title: run.title,
    run_number: run.number,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflowId(run.path),
    path: run.path,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    head_commit: (await hub.git.resolve(run.headSha)) ? await pushedCommit(hub, run.headSha) : null,
    head_repository: repositoryView(hub, headOwner),
    repository: repositoryView(hub),
    actor: userView(hub, run.actor),
    triggering_actor: userView(hub, run.actor),
    // Empty for forks, as on GitHub.
    pull_requests: run.pullNumbers.map((number) => {
      const pull = hub.pulls.get(number);
      return { id: 900_000 + number, number, head: pull?.head, base: pull?.base };
    }),
    created_at: run.createdAt,
    run_started_at: run.createdAt,
    updated_at: run.createdAt,
    url: `${apiUrl}/repos/${fullName(hub)}/actions/runs/${run.id}`,
    html_url: `${serverUrl}/${fullName(hub)}/actions/runs/${run.id}`,
  };
}

/** The number that stands for a workflow file: the same for the same path. */
export function workflowId(path: string): number {
  let hash = 7;
  for (const letter of path) hash = (hash * 31 + letter.charCodeAt(0)) % 89_999_999;
  return 10_000_000 + hash;
}

async function pushedCommit(hub: Hub, sha: string) {
  const { commit, html_url } = await commitView(hub, sha);
  const { name, email, date } = commit.author;
  return {
    id: sha,
    tree_id: commit.tree.sha,
    message: commit.message,
    timestamp: date,
    url: html_url,
    author: { name, email },
  };
}

/** A new branch or tag has everything for changed. */
async function pushedPaths({ git }: Hub, before: string | undefined, after: string): Promise<string[]> {
  if (before !== undefined) return git.changedPaths(before, after);
  return (await git.tree(after, { recursive: true })).map(({ path }) => path);
}
