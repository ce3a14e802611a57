import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { codeRoot } from '../../../platform/run/code-identity.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const folder = temporaryFolders();

/** Writes rows without end. */
const ENDLESS = `
  import { writeRows } from './platform/write-rows/write-rows.ts';
  async function* batches() {
    for (;;) yield { rows: 16384, values: [new Float64Array(16384)] };
  }
  await writeRows(process.env.OUT, { columns: [{ name: 'miles', type: 'number' }], batches: batches() });
`;

describe('a process that is ended while it writes', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s leaves nothing behind, and ends by that signal',
    async (signal) => {
      const dir = folder();
      const out = join(dir, 'made', 'rows.parquet');
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', ENDLESS], {
        cwd: codeRoot,
        env: { ...process.env, OUT: out },
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      while (readdirSync(dir).length === 0 && child.exitCode === null) await setTimeout(10);
      expect(child.exitCode).toBeNull();
      child.kill(signal);
      expect(await ended).toEqual([null, signal]);
      expect(readdirSync(dir)).toEqual([]);
    },
  );
});
