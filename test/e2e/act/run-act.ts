import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FakeGitHub } from '../github/create-github.ts';
import { fullName } from '../github/hub.ts';
import type { Run, TriggerEvent } from '../github/state.ts';
import { ActLog, type Leg } from './act-log.ts';
import { findAct } from './find-act.ts';
import { linkableModules } from './modules.ts';
import { killMarked } from './processes.ts';
import { readOnly, type WorkflowFile } from './workflow-file.ts';

const SHIMS = new URL('../shims', import.meta.url).pathname;
const STAND_INS = new URL('../stand-ins', import.meta.url).pathname;

export interface ActRun {
  readonly github: FakeGitHub;
  readonly run: Run;
  readonly workflow: WorkflowFile;
  readonly event: TriggerEvent;
  /** `owner/repo@sha=folder`, for act to put in place. */
  readonly replacements: readonly string[];
  /** Variables of the runner, beside GitHub's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLeg: (leg: Leg) => void;
}

export interface ActEnd {
  readonly log: ActLog;
  readonly wasKilled: boolean;
  readonly exitCode: number | null;
}

/** Runs one workflow by act to its end. */
export async function runAct({
  github,
  run,
  workflow,
  event,
  replacements,
  environment,
  onLeg,
}: ActRun): Promise<ActEnd> {
  const { hub } = github;
  const dir = join(hub.dir, 'runs', String(run.id));
  const file = join(dir, workflow.path);
  await mkdir(dirname(file), { recursive: true });
  await mkdir(join(dir, 'home'), { recursive: true });
  await writeFile(file, workflow.text);
  await writeFile(join(dir, 'event.json'), JSON.stringify(event.payload));
  const token = `ghs_${run.id}run`;
  giveTokens(github, run, workflow, event, token);
  const variables = runnerVariables(github, run, event);
  const secrets = event.fromFork ? {} : hub.settings.secrets;
  const flags = (name: string, values: readonly string[]) => values.flatMap((value) => [name, value]);
  const pairs = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([key, value]) => `${key}=${value}`);
  const args = [
    event.name,
    ...[
      '--workflows',
      file,
      '--eventpath',
      'event.json',
      '--json',
      '--rm',
      '--no-cache-server',
      '--no-skip-checkout',
    ],
    ...['--actor', event.actor, '--defaultbranch', 'main', '--action-cache-path', join(dir, 'cache')],
    ...flags('--platform', ['ubuntu-24.04=-self-hosted', 'ubuntu-latest=-self-hosted']),
    ...flags('--local-repository', replacements),
    ...flags('--env', pairs(variables)),
    ...flags('--var', pairs(hub.settings.variables)),
    ...flags('--secret', pairs({ ...secrets, GITHUB_TOKEN: token })),
  ];
  const log = new ActLog(onLeg);
  const mark = `${process.pid}-${github.apiUrl}-${run.id}`;
  const child = spawn(findAct(), args, {
    cwd: dir,
    env: {
      PATH: `${SHIMS}/bash:${SHIMS}/npm:${SHIMS}/docker:${process.env['PATH']}`,
      // npm finds its cache by the home of whoever runs this.
      HOME: process.env['HOME'] ?? join(dir, 'home'),
      LANG: 'C.UTF-8',
      E2E_RUN: mark,
      E2E_RUN_TOKEN: token,
      E2E_SHIMS: SHIMS,
      E2E_STAND_INS: STAND_INS,
      E2E_DOCKER: join(dir, 'docker'),
      E2E_MODULES: linkableModules(),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let wasKilled = false;
  const kill = () => {
    wasKilled = true;
    killMarked('E2E_RUN', mark);
  };
  github.killers.set(run.id, kill);
  process.once('exit', kill);
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => log.write(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => log.write(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  log.write('\n');
  github.killers.delete(run.id);
  process.off('exit', kill);
  for (const key of hub.callers.keys()) if (key.startsWith(`${token}.`)) hub.callers.delete(key);
  await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  return { log, wasKilled, exitCode };
}

/** One token a job, with the job's permissions: bash in front of every step turns the run's into it. */
function giveTokens(
  { hub }: FakeGitHub,
  run: Run,
  workflow: WorkflowFile,
  event: TriggerEvent,
  token: string,
): void {
  for (const { id, permissions } of workflow.jobs)
    hub.callers.set(`${token}.${id}`, {
      kind: 'job',
      login: 'github-actions[bot]',
      runId: run.id,
      job: id,
      permissions: event.fromFork ? readOnly(permissions) : permissions,
    });
}

function runnerVariables(
  { hub, apiUrl, serverUrl }: FakeGitHub,
  run: Run,
  event: TriggerEvent,
): Record<string, string> {
  const pull = event.payload['pull_request'] as { head: { ref: string }; base: { ref: string } } | undefined;
  return {
    GITHUB_API_URL: apiUrl,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_GRAPHQL_URL: `${apiUrl}/graphql`,
    GITHUB_REPOSITORY: fullName(hub),
    GITHUB_REPOSITORY_OWNER: hub.owner,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_REF: event.ref,
    // act's name for the commit of the run.
    SHA_REF: event.sha,
    GITHUB_HEAD_REF: pull?.head.ref ?? '',
    GITHUB_BASE_REF: pull?.base.ref ?? '',
    GITHUB_WORKFLOW_REF: `${fullName(hub)}/${run.path}@${event.ref}`,
    RUNNER_ENVIRONMENT: 'github-hosted',
  };
}
