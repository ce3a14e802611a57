import type { FakeGitHub } from '../github/create-github.ts';
import { workflowRunEvent } from '../github/events.ts';
import { type Conclusion, type Deployment, type Run, type TriggerEvent, timestamp } from '../github/state.ts';
import type { Annotation, Leg } from './act-log.ts';
import { interpolate } from './expression.ts';
import { resolveUses } from './pins.ts';
import { runAct } from './run-act.ts';
import type { JobFile, WorkflowFile } from './workflow-file.ts';

/** What became of a run. */
export interface RunResult {
  readonly id: number;
  /** Name of the workflow. */
  readonly workflow: string;
  readonly event: string;
  readonly conclusion: Conclusion;
  /** Result of every job, by its id. */
  readonly jobs: Readonly<Record<string, string>>;
  /** Result of every leg of a matrix, and of every other job, by the name of its check. */
  readonly checks: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  readonly summaries: readonly string[];
  readonly log: string;
  readonly seconds: number;
}

export interface PlannedRun {
  readonly run: Run;
  readonly workflow: WorkflowFile;
  readonly event: TriggerEvent;
  /** `uses:` of the local actions that the commit holds, which a step of the workflow may reach. */
  readonly uses: readonly string[];
}

/**
 * act works out the matrix of a job before it sees that the job is skipped, and stumbles over outputs that a skipped job
 * never gave. GitHub skips it.
 */
const MATRIX_OF_SKIPPED = /Error while evaluating matrix: Invalid JSON: invalid character '\$'/;

/** Runs one planned run to its end, and notes what follows from it. */
export async function runWorkflow(
  github: FakeGitHub,
  { run, workflow, event, uses }: PlannedRun,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const { hub } = github;
  const started = performance.now();
  run.status = 'in_progress';
  const { replacements, refused } = resolveUses([...workflow.uses, ...uses]);
  if (refused.length > 0)
    return end(github, { run, workflow, event, uses }, 'failure', {}, refused.join('\n'), started);
  const deployments = new Map<Leg, Deployment>();
  const { log, wasKilled, exitCode } = await runAct({
    github,
    run,
    workflow,
    event,
    replacements,
    environment,
    onLeg: (leg) => {
      const job = jobOf(workflow, leg);
      if (job.environment !== undefined) deploy(github, run, event, leg, job.environment, deployments);
    },
  });
  for (const [leg, deployment] of deployments)
    if (leg.result === undefined) addStatus(github, run, deployment, 'error', '');
  const legs = [...log.legs.values()];
  const jobs: Record<string, string> = {};
  const checks: Record<string, string> = {};
  for (const job of workflow.jobs) {
    const mine = legs.filter((leg) => leg.id === job.id);
    for (const leg of mine) checks[checkName(job, leg)] = resultOf(leg, wasKilled);
    jobs[job.id] = worstOf(
      mine.map((leg) => resultOf(leg, wasKilled)),
      wasKilled,
    );
    if (mine.length === 0) checks[job.name] = jobs[job.id] ?? 'skipped';
  }
  if (log.text.includes('***'))
    github.violations.push({
      kind: 'token',
      run: run.id,
      job: undefined,
      request: workflow.path,
      what: 'a secret was printed',
    });
  const failed = workflow.jobs.some(
    ({ id, continuesOnError }) => jobs[id] === 'failure' && !continuesOnError,
  );
  const all = Object.values(jobs);
  const conclusion: Conclusion = wasKilled
    ? 'cancelled'
    : failed || (exitCode !== 0 && !all.includes('failure') && !MATRIX_OF_SKIPPED.test(log.text))
      ? 'failure'
      : all.every((result) => result === 'skipped')
        ? 'skipped'
        : 'success';
  if (['push', 'pull_request', 'merge_group'].includes(event.name))
    for (const [name, result] of Object.entries(checks))
      hub.checkRuns.push({
        id: hub.nextId(),
        sha: run.headSha,
        name,
        status: 'completed',
        conclusion: result,
      });
  const result = await end(github, { run, workflow, event, uses }, conclusion, jobs, log.text, started);
  return { ...result, checks, annotations: log.annotations, summaries: log.summaries };
}

/** Ends a run, whether it has begun or not, and tells those that wait for it. */
export async function end(
  github: FakeGitHub,
  { run, workflow, event }: PlannedRun,
  conclusion: Conclusion,
  jobs: Readonly<Record<string, string>>,
  log: string,
  started = performance.now(),
): Promise<RunResult> {
  run.status = 'completed';
  run.conclusion = conclusion;
  if (conclusion !== 'action_required')
    github.hub.pending.push(await workflowRunEvent(github.hub, run, 'completed'));
  return {
    id: run.id,
    workflow: workflow.name,
    event: event.name,
    conclusion,
    jobs,
    checks: {},
    annotations: [],
    summaries: [],
    log,
    seconds: (performance.now() - started) / 1000,
  };
}

function jobOf({ jobs }: WorkflowFile, { id }: Leg): JobFile {
  const job = jobs.find((one) => one.id === id);
  if (job === undefined) throw new Error(`act ran a job ${id} that the workflow does not have`);
  return job;
}

const checkName = ({ name, hasMatrix }: JobFile, { matrix }: Leg): string =>
  hasMatrix && matrix.length > 0 ? `${name} (${matrix.join(', ')})` : name;

/** What a runner that dies leaves behind is cancelled. */
const resultOf = ({ result }: Leg, wasKilled: boolean): string =>
  result ?? (wasKilled ? 'cancelled' : 'failure');

function worstOf(results: readonly string[], wasKilled: boolean): string {
  if (results.length === 0) return wasKilled ? 'cancelled' : 'skipped';
  return ['failure', 'cancelled', 'success'].find((result) => results.includes(result)) ?? 'skipped';
}

/** A job with an environment makes a Deployment record, and tells it how it ended. */
function deploy(
  github: FakeGitHub,
  run: Run,
  event: TriggerEvent,
  leg: Leg,
  { name, url }: { readonly name: string; readonly url: string },
  deployments: Map<Leg, Deployment>,
): void {
  const { hub } = github;
  const there = deployments.get(leg);
  if (there !== undefined) {
    const outputs: Record<string, { outputs: Record<string, string> }> = {};
    for (const [key, value] of leg.outputs) {
      const [step = '', ...output] = key.split('.');
      outputs[step] ??= { outputs: {} };
      outputs[step].outputs[output.join('.')] = value;
    }
    addStatus(
      github,
      run,
      there,
      leg.result === 'success' ? 'success' : 'failure',
      interpolate(url, { steps: outputs }),
    );
    return;
  }
  const deployment: Deployment = {
    id: hub.nextId(),
    sha: event.sha,
    ref: event.ref.replace(/^refs\/heads\//, ''),
    environment: name,
    creator: 'github-actions[bot]',
    createdAt: timestamp(),
    statuses: [],
  };
  hub.settings.environments.add(name);
  hub.deployments.push(deployment);
  deployments.set(leg, deployment);
  addStatus(github, run, deployment, 'in_progress', '');
}

function addStatus(
  { hub }: FakeGitHub,
  run: Run,
  deployment: Deployment,
  state: string,
  environmentUrl: string,
): void {
  deployment.statuses.push({
    id: hub.nextId(),
    state,
    environmentUrl,
    logUrl: `${hub.serverUrl}/${hub.owner}/${hub.repo}/actions/runs/${run.id}`,
    creator: 'github-actions[bot]',
    createdAt: timestamp(),
  });
}
