import { parse } from 'yaml';
import type { Hub } from '../github/hub.ts';
import { fullName } from '../github/hub.ts';
import { type Run, type TriggerEvent, timestamp } from '../github/state.ts';
import { interpolate } from './expression.ts';
import type { PlannedRun } from './run-workflow.ts';
import { startsOn } from './starts-on.ts';
import { parseWorkflow, type WorkflowFile } from './workflow-file.ts';

export interface QueuedRun extends PlannedRun {
  /** Concurrency group; undefined for a run that is in none. */
  readonly group: string | undefined;
  readonly cancelsOthers: boolean;
}

/** What files said, by their name in git, which is one of their content: scenarios read the same ones all over. */
const workflows = new Map<string, WorkflowFile>();
const usesOfActions = new Map<string, readonly string[]>();

/** Runs that GitHub would start for an event, of the workflow files of the event's commit. */
export async function planRuns(hub: Hub, event: TriggerEvent): Promise<QueuedRun[]> {
  const tree = await hub.git.resolve(`${event.sha}:.github/workflows`);
  if (tree === undefined) return [];
  const files = (await hub.git.tree(tree)).filter(({ path }) => /\.ya?ml$/.test(path));
  const planned: QueuedRun[] = [];
  for (const { path, sha } of files) {
    const full = `.github/workflows/${path}`;
    if (hub.disabledWorkflows.has(full)) continue;
    const known = workflows.get(`${sha} ${full}`);
    const workflow = known ?? parseWorkflow(full, (await hub.git.blob(sha)).toString());
    workflows.set(`${sha} ${full}`, workflow);
    if (startsOn(workflow, event)) planned.push(await queue(hub, workflow, event));
  }
  return planned;
}

async function queue(hub: Hub, workflow: WorkflowFile, event: TriggerEvent): Promise<QueuedRun> {
  const id = hub.nextId();
  const contexts = contextsOf(hub, workflow, event, id);
  const run: Run = {
    id,
    number: hub.runs.filter(({ path }) => path === workflow.path).length + 1,
    path: workflow.path,
    name: workflow.name,
    title: interpolate(workflow.runName ?? workflow.name, contexts),
    event: event.name,
    actor: event.actor,
    headSha: event.headSha,
    headBranch: event.headBranch,
    headRepository: event.headRepository,
    pullNumbers: event.pullNumbers,
    status: 'queued',
    conclusion: null,
    createdAt: timestamp(),
  };
  hub.runs.push(run);
  const { concurrency } = workflow;
  return {
    run,
    workflow,
    event,
    uses: await usesOfLocalActions(hub, event.sha),
    group: concurrency === undefined ? undefined : interpolate(concurrency.group, contexts),
    cancelsOthers: concurrency !== undefined && interpolate(concurrency.cancels, contexts) === 'true',
  };
}

function contextsOf(hub: Hub, workflow: WorkflowFile, event: TriggerEvent, runId: number) {
  const pull = event.payload['pull_request'] as { head: { ref: string }; base: { ref: string } } | undefined;
  return {
    github: {
      event: event.payload,
      event_name: event.name,
      ref: event.ref,
      ref_name: event.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
      sha: event.sha,
      head_ref: pull?.head.ref ?? '',
      base_ref: pull?.base.ref ?? '',
      actor: event.actor,
      repository: fullName(hub),
      repository_owner: hub.owner,
      run_id: runId,
      workflow: workflow.name,
    },
    inputs: event.payload['inputs'] ?? {},
    vars: hub.settings.variables,
  };
}

/** What the composite actions of a commit use in their turn. */
async function usesOfLocalActions({ git }: Hub, commit: string): Promise<string[]> {
  const all = await git.tree(commit, { recursive: true });
  const actions = all.filter(({ path }) => /(^|\/)action\.ya?ml$/.test(path) && !path.startsWith('test/'));
  const found: string[] = [];
  for (const { sha } of actions) {
    const uses = usesOfActions.get(sha) ?? usesIn((await git.blob(sha)).toString());
    usesOfActions.set(sha, uses);
    found.push(...uses);
  }
  return found;
}

function usesIn(text: string): string[] {
  const action = parse(text) as { runs?: { steps?: { uses?: string }[] } };
  return (action.runs?.steps ?? []).flatMap(({ uses }) => uses ?? []);
}
