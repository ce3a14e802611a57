import { spawn } from 'node:child_process';
import type { Server } from './processes.ts';

/** Lets Schemathesis try the API against its own document; gives its exit code and its last words. */
export async function runSchemathesis(python: string, { address }: Server, folder: string) {
  const args = [
    '-m',
    'schemathesis.cli',
    'run',
    `${address}/openapi.json`,
    '-H',
    'Authorization: Bearer bench-bench-bench',
  ];
  const child = spawn(python, [...args, '--max-examples', '100', '--no-color', '--seed', '1'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (exitCode !== 0) process.stderr.write(said);
  const summary = said.trimEnd().split('\n').at(-1)!.replaceAll('=', '').trim();
  return { exitCode, summary };
}
