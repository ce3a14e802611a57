import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a tracking server has of an experiment, as MLflow's own client reads it. */
export interface Tracked {
  readonly runs: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly metrics: Readonly<Record<string, number>>;
    readonly tags: Readonly<Record<string, string>>;
    /** Path → sha256. */
    readonly artifacts: Readonly<Record<string, string>>;
  }[];
  readonly versions: readonly {
    readonly version: string;
    readonly run: string;
    readonly source: string;
    readonly tags: Readonly<Record<string, string>>;
  }[];
  /** Alias → version. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface MlflowServer {
  readonly url: string;
  readonly read: (experiment: string) => Tracked;
  readonly close: () => void;
}

const READER = new URL('read.py', import.meta.url).pathname;
const [STARTS_WITHIN_MS, ASK_EVERY_MS] = [120_000, 500];

/** Starts a real `mlflow server` with an empty store. Throws with its log where it does not come up. */
export async function startMlflow(python: string): Promise<MlflowServer> {
  const dir = mkdtempSync(join(tmpdir(), 'ratchet-mlflow-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(dir, 'log');
  const store = [
    '--backend-store-uri',
    `sqlite:///${dir}/store.db`,
    '--artifacts-destination',
    join(dir, 'files'),
  ];
  const server = spawn(
    python,
    ['-m', 'mlflow', 'server', '--host', '127.0.0.1', '--port', String(port), '--workers', '1', ...store],
    {
      stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')],
      detached: true,
      cwd: dir,
      // Its background jobs are a dozen processes more, and none is for tracking.
      env: { ...process.env, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false' },
    },
  );
  const close = () => {
    // Its workers are processes of their own: they belong to its group.
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  const until = Date.now() + STARTS_WITHIN_MS;
  while (!(await isUp(url))) {
    if (Date.now() > until || server.exitCode !== null) {
      const said = readFileSync(log, 'utf8');
      close();
      throw new Error(`mlflow server does not come up:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  const read = (experiment: string) =>
    JSON.parse(execFileSync(python, [READER, url, experiment], { encoding: 'utf8' })) as Tracked;
  return { url, read, close };
}

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
