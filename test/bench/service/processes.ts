import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { codeRoot } from '../../../platform/run/code-identity.ts';

export const MODEL = 'nyc-green-taxi';
export const RIDE = {
  pickup_datetime: '2021-02-01 08:30:00',
  VendorID: 2,
  PULocationID: '74',
  DOLocationID: '42',
  passenger_count: 1,
  trip_distance: 2.1,
};

/** A server in a process of its own. */
export interface Server {
  readonly address: string;
  readonly child: ChildProcess;
  /** Ends it, and gives its exit code. */
  readonly end: () => Promise<number | null>;
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Record<string, string>;
  readonly port: number;
  /** Answers as soon as it is ready. */
  readonly probe: string;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function startServer({ command, args, cwd, env = {}, port, probe }: Command): Promise<Server> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (bytes: Buffer) => {
    said = `${said}${bytes.toString()}`.slice(-2000);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 600; i++) {
    const isUp = await fetch(`${address}${probe}`).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (isUp) break;
    if (child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const end = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { address, child, end };
}

/** The embedded model as it was when v1 was all there was, whatever was published since; without its months. */
export function copyModel(folder: string): void {
  const copy = join(folder, 'models', MODEL);
  cpSync(join(codeRoot, 'models', MODEL), copy, {
    recursive: true,
    filter: (path) => !path.endsWith('.parquet') && !path.endsWith('rollout.yaml'),
  });
  const registry = join(copy, 'registry.jsonl');
  const first = readFileSync(registry, 'utf8').split('\n').slice(0, 2);
  writeFileSync(registry, `${first.join('\n')}\n`);
}

/** The service on a copy of the embedded model, as `npm run serve` starts it. */
export async function startService(folder: string, env: Record<string, string> = {}): Promise<Server> {
  copyModel(folder);
  const port = await freePort();
  return startServer({
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), join(codeRoot, 'service', 'main.ts')],
    cwd: folder,
    env: {
      PORT: String(port),
      RATCHET_RATE_LIMIT: '10000000',
      RATCHET_FEEDBACK_KEY: 'bench-bench-bench',
      LOG_LEVEL: 'warn',
      ...env,
    },
    port,
    probe: '/readyz',
  });
}

/** A Fastify route of the same shape that computes nothing. */
export async function startBareRoute(): Promise<Server> {
  const port = await freePort();
  const script = join(import.meta.dirname, 'bare-route.ts');
  return startServer({
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), script, String(port)],
    cwd: codeRoot,
    port,
    probe: '/',
  });
}

/** The course's model behind FastAPI, trained in `folder` by the course's own script. */
export async function startCourse(python: string, peers: string, folder: string): Promise<Server> {
  const port = await freePort();
  const args = [
    '-m',
    'uvicorn',
    '--app-dir',
    peers,
    'fastapi_course:app',
    '--port',
    String(port),
    '--log-level',
    'error',
  ];
  return startServer({
    command: python,
    args: [...args, '--no-access-log'],
    cwd: folder,
    port,
    probe: '/docs',
  });
}
