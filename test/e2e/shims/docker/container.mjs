// Containers are processes of this machine, each with the files of its image to itself.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { engine, filesOf } from './images.mjs';

/** Runs a command, and leaves its number and its exit code in files. */
const WATCHED = 'trap : TERM; "$@" & echo $! > pid; wait $!; echo $? > code';

/** Starts a container; its name is its folder. */
export async function runContainer({ root, workdir, env, volumes, entrypoint }, isReadOnly = false) {
  const container = mkdtempSync(join(engine, 'container-'));
  const own = join(container, 'root');
  cpSync(root, own, { recursive: true });
  const port = await freePort();
  const inside = Object.entries(env).map(([name, value]) => [
    name,
    value.startsWith('/') ? own + value : value,
  ]);
  const variables = { ...process.env, ...Object.fromEntries(inside), PORT: String(port) };
  const files = isReadOnly ? filesOf(own, volumes) : undefined;
  writeFileSync(join(container, 'facts.json'), JSON.stringify({ port, volumes, files }));
  const log = openSync(join(container, 'log'), 'a');
  const command = `cd "$0" && ${WATCHED}`;
  const [program, ...args] = entrypoint;
  const child = spawn(
    '/bin/bash',
    ['-c', command, container, 'env', '-C', join(own, workdir), program, ...args],
    {
      env: variables,
      stdio: ['ignore', log, log],
      detached: true,
    },
  );
  child.unref();
  return container;
}

export const portOf = (container) => `127.0.0.1:${factsOf(container).port}`;

export const logOf = (container) => readFileSync(join(container, 'log'), 'utf8').trim();

/** Of a root that was not to be written to, and was, 125 in place of what the process ended with. */
export function exitCodeOf(container) {
  const { volumes, files } = factsOf(container);
  const now = filesOf(join(container, 'root'), volumes);
  if (files !== undefined && JSON.stringify(now) !== JSON.stringify(files)) return '125';
  return readFileSync(join(container, 'code'), 'utf8').trim();
}

/** SIGTERM, and SIGKILL where that is not heard in time. */
export async function stopContainer(container, seconds) {
  const until = Date.now() + 1000 * seconds;
  signal(container, 'SIGTERM');
  while (!existsSync(join(container, 'code'))) {
    if (Date.now() > until) signal(container, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function removeContainer(container) {
  if (!existsSync(join(container, 'code'))) await stopContainer(container, 0);
  rmSync(container, { recursive: true });
}

function signal(container, name) {
  process.kill(Number(readFileSync(join(container, 'pid'), 'utf8')), name);
}

const factsOf = (container) => JSON.parse(readFileSync(join(container, 'facts.json'), 'utf8'));

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
