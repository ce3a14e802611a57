import { parse } from 'yaml';
import { bodyOf, notFound, type page, pageWithin, Refusal } from '../api.ts';
import { runView, workflowEvent, workflowId } from '../events.ts';
import { fullName, type Hub, type Params, REPO, type Routes } from '../hub.ts';
import { type Artifact, DEFAULT_BRANCH, type Run } from '../state.ts';
import { zipOf } from '../zip.ts';
import { commitAt } from './contents.ts';

interface WorkflowFile {
  readonly path: string;
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
}

/** Workflows of a commit, in order of path. */
export async function workflowsAt({ git }: Hub, commit: string): Promise<WorkflowFile[]> {
  const tree = await git.resolve(`${commit}:.github/workflows`);
  if (tree === undefined) return [];
  const files = (await git.tree(tree)).filter(({ path }) => /\.ya?ml$/.test(path));
  return Promise.all(
    files.map(async ({ sha, path }) => {
      const text = (await git.blob(sha)).toString();
      const full = `.github/workflows/${path}`;
      const { name = full, on } = parse(text) as {
        name?: string;
        on: WorkflowFile['on'] | string | string[];
      };
      const names = typeof on === 'string' ? [on] : Array.isArray(on) ? on : undefined;
      return {
        path: full,
        name,
        on: names ? Object.fromEntries(names.map((event) => [event, null])) : (on as WorkflowFile['on']),
      };
    }),
  );
}

const workflowView = (hub: Hub, { path, name }: WorkflowFile) => ({
  id: workflowId(path),
  name,
  path,
  state: hub.disabledWorkflows.has(path) ? 'disabled_manually' : 'active',
  html_url: `${hub.serverUrl}/${fullName(hub)}/blob/${DEFAULT_BRANCH}/${path}`,
});

/** A workflow of the default branch, by number or file name. */
async function workflowOf(hub: Hub, { workflow_id = '' }: Params): Promise<WorkflowFile> {
  const all = await workflowsAt(hub, `refs/heads/${DEFAULT_BRANCH}`);
  const found = all.find(
    ({ path }) =>
      String(workflowId(path)) === workflow_id || path === workflow_id || path.endsWith(`/${workflow_id}`),
  );
  if (found === undefined) throw notFound();
  return found;
}

function runOf({ runs }: Hub, { run_id }: Params): Run {
  const found = runs.find(({ id }) => id === Number(run_id));
  if (found === undefined) throw notFound();
  return found;
}

function artifactView(hub: Hub, artifact: Artifact) {
  const url = `${hub.apiUrl}/repos/${fullName(hub)}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.sizeBytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: false,
    created_at: artifact.createdAt,
    workflow_run: { id: artifact.runId },
  };
}

async function runsPage(hub: Hub, request: Parameters<typeof page>[0], all: readonly Run[]) {
  const [branch, event, status, sha] = ['branch', 'event', 'status', 'head_sha'].map((name) =>
    request.query.get(name),
  );
  const found = all.filter(
    (run) =>
      (!branch || run.headBranch === branch) &&
      (!event || run.event === event) &&
      (!status || run.status === status || run.conclusion === status) &&
      (!sha || run.headSha === sha),
  );
  const views = await Promise.all([...found].reverse().map((run) => runView(hub, run)));
  return pageWithin(request, 'workflow_runs', views, hub.apiUrl);
}

export const actionsRoutes: Routes = {
  [`GET ${REPO}/actions/workflows`]: async (hub, request) => {
    const all = await workflowsAt(hub, `refs/heads/${DEFAULT_BRANCH}`);
    return pageWithin(
      request,
      'workflows',
      all.map((workflow) => workflowView(hub, workflow)),
      hub.apiUrl,
    );
  },

  [`GET ${REPO}/actions/workflows/{workflow_id}`]: async (hub, _, params) => ({
    status: 200,
    body: workflowView(hub, await workflowOf(hub, params)),
  }),

  [`PUT ${REPO}/actions/workflows/{workflow_id}/enable`]: async (hub, _, params) => {
    hub.disabledWorkflows.delete((await workflowOf(hub, params)).path);
    return { status: 204 };
  },

  [`PUT ${REPO}/actions/workflows/{workflow_id}/disable`]: async (hub, _, params) => {
    hub.disabledWorkflows.add((await workflowOf(hub, params)).path);
    return { status: 204 };
  },

  [`POST ${REPO}/actions/workflows/{workflow_id}/dispatches`]: async (hub, request, params) => {
    const { path } = await workflowOf(hub, params);
    const { ref, inputs = {} } = bodyOf(request) as { ref: string; inputs?: Record<string, string> };
    const branch = ref.replace(/^refs\/heads\//, '');
    const commit = await commitAt(hub, branch);
    if (commit === undefined) throw new Refusal(422, `No ref found for: ${ref}`);
    const workflow = (await workflowsAt(hub, commit)).find((one) => one.path === path);
    if (workflow === undefined || !('workflow_dispatch' in workflow.on))
      throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
    if (hub.disabledWorkflows.has(path)) throw new Refusal(422, 'Cannot trigger a disabled workflow');
    hub.pending.push(
      await workflowEvent(hub, 'workflow_dispatch', {
        workflow: path,
        branch,
        actor: request.caller.login,
        payload: { inputs: inputsOf(workflow, inputs), ref: `refs/heads/${branch}`, workflow: path },
      }),
    );
    return { status: 204 };
  },

  [`GET ${REPO}/actions/workflows/{workflow_id}/runs`]: async (hub, request, params) => {
    const { path } = await workflowOf(hub, params);
    return runsPage(
      hub,
      request,
      hub.runs.filter((run) => run.path === path),
    );
  },

  [`GET ${REPO}/actions/runs`]: (hub, request) => runsPage(hub, request, hub.runs),

  [`GET ${REPO}/actions/runs/{run_id}`]: async (hub, _, params) => ({
    status: 200,
    body: await runView(hub, runOf(hub, params)),
  }),

  [`GET ${REPO}/actions/runs/{run_id}/artifacts`]: (hub, request, params) => {
    const { id } = runOf(hub, params);
    const name = request.query.get('name');
    const found = hub.artifacts.filter((one) => one.runId === id && (name === null || one.name === name));
    return pageWithin(
      request,
      'artifacts',
      found.map((one) => artifactView(hub, one)),
      hub.apiUrl,
    );
  },

  [`GET ${REPO}/actions/artifacts`]: (hub, request) => {
    const name = request.query.get('name');
    const found = hub.artifacts.filter((one) => name === null || one.name === name).reverse();
    return pageWithin(
      request,
      'artifacts',
      found.map((one) => artifactView(hub, one)),
      hub.apiUrl,
    );
  },

  [`GET ${REPO}/actions/artifacts/{artifact_id}/{archive_format}`]: async (hub, _, { artifact_id }) => {
    const found = hub.artifacts.find(({ id }) => id === Number(artifact_id));
    if (found === undefined) throw notFound();
    return { status: 200, body: await zipOf(found.dir), headers: { 'content-type': 'application/zip' } };
  },
};

/** Inputs of a dispatch, with the defaults of those that were left out. */
function inputsOf({ on }: WorkflowFile, given: Readonly<Record<string, string>>): Record<string, string> {
  const known =
    (
      on['workflow_dispatch'] as {
        inputs?: Record<string, { default?: unknown; required?: boolean } | null>;
      } | null
    )?.inputs ?? {};
  const stranger = Object.keys(given).filter((name) => !(name in known));
  if (stranger.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(stranger)}`);
  const inputs: Record<string, string> = {};
  for (const [name, input] of Object.entries(known)) {
    const value = given[name] ?? (input?.default === undefined ? undefined : String(input.default));
    if (value === undefined && input?.required)
      throw new Refusal(422, `Required input '${name}' not provided`);
    inputs[name] = value ?? '';
  }
  return inputs;
}
