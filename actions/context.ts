import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RatchetError } from '../pipeline/errors.ts';
import { type MlflowSettings, mlflowSettings } from '../platform/mlflow/settings.ts';

/** What a run on GitHub is told by its runner, read here and nowhere else. */
export interface ActionContext {
  /** The repository that is worked on. */
  readonly root: string;
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
  readonly ref: string;
  readonly actor: string;
  readonly eventName: string;
  /** Payload of the event, not yet parsed. */
  readonly event: unknown;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly runId: number;
  /** Address of this run. */
  readonly runUrl: string;
  /** Empty for an action that asks nothing of GitHub. */
  readonly token: string;
  /** Folder of months besides those that the repository holds. */
  readonly dataDir: string | undefined;
  /** Address, with {period} in it, to look for months at in place of the contract's. */
  readonly mirror: string | undefined;
  /** Where runs are exported to, if anywhere. */
  readonly mlflow: MlflowSettings | undefined;
  /** Now, ISO 8601. */
  readonly now: string;
}

const environmentSchema = z.object({
  GITHUB_WORKSPACE: z.string().min(1),
  GITHUB_REPOSITORY: z.string().regex(/^[^/]+\/[^/]+$/),
  GITHUB_SHA: z.string().default(''),
  GITHUB_REF: z.string().default(''),
  GITHUB_ACTOR: z.string().default(''),
  GITHUB_EVENT_NAME: z.string().default(''),
  GITHUB_EVENT_PATH: z.string().default(''),
  GITHUB_API_URL: z.string().default('https://api.github.com'),
  GITHUB_SERVER_URL: z.string().default('https://github.com'),
  GITHUB_RUN_ID: z.coerce.number().int().default(0),
  GITHUB_TOKEN: z.string().default(''),
  TLC_DATA_DIR: z.string().optional(),
  RATCHET_MIRROR: z.string().optional(),
});

/** Reads the environment of a runner. Throws a RatchetError `usage` where this is none. */
export function readContext(environment: NodeJS.ProcessEnv, now: string): ActionContext {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new RatchetError('usage', `this is no runner of GitHub: ${z.prettifyError(parsed.error)}`, {
      hint: 'on a machine of your own, use the command line: npm run ratchet -- --help',
    });
  }
  const variables = parsed.data;
  const [owner, repo] = variables.GITHUB_REPOSITORY.split('/') as [string, string];
  return {
    root: variables.GITHUB_WORKSPACE,
    owner,
    repo,
    sha: variables.GITHUB_SHA,
    ref: variables.GITHUB_REF,
    actor: variables.GITHUB_ACTOR,
    eventName: variables.GITHUB_EVENT_NAME,
    event: variables.GITHUB_EVENT_PATH === '' ? {} : readEvent(variables.GITHUB_EVENT_PATH),
    apiUrl: variables.GITHUB_API_URL,
    serverUrl: variables.GITHUB_SERVER_URL,
    runId: variables.GITHUB_RUN_ID,
    runUrl: `${variables.GITHUB_SERVER_URL}/${owner}/${repo}/actions/runs/${variables.GITHUB_RUN_ID}`,
    token: variables.GITHUB_TOKEN,
    dataDir: variables.TLC_DATA_DIR || undefined,
    mirror: variables.RATCHET_MIRROR || undefined,
    mlflow: mlflowSettings(environment),
    now,
  };
}

function readEvent(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new RatchetError('io', `the event at ${path} cannot be read`, { cause, file: path });
  }
}
