import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { freePort, startServer } from '../bench/service/processes.ts';
import { callJson } from '../cli/call.ts';
import { temporaryFolders } from '../platform/temporary-folder.ts';
import { RIDE } from './serve.ts';

const temporaryFolder = temporaryFolders();

it('a bundle runs by node alone, holds no months, and predicts what the command line does', async () => {
  const out = temporaryFolder();
  execFileSync(process.execPath, ['--import', 'tsx', 'service/bundle.ts', out], { cwd: codeRoot });
  expect(readdirSync(join(out, 'node_modules'))).toEqual(['apache-arrow']);
  expect(existsSync(join(out, 'models/nyc-green-taxi/data/green_tripdata_2021-01.parquet'))).toBe(false);
  const port = await freePort();
  const env = { PORT: String(port), RATCHET_LOG_DIR: join(out, 'log'), LOG_LEVEL: 'silent' };
  const service = await startServer({
    command: process.execPath,
    args: ['service/main.js'],
    cwd: out,
    env,
    port,
    probe: '/readyz',
  });
  const answer = await fetch(`${service.address}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(RIDE),
  });
  const { version, prediction } = (await answer.json()) as { version: string; prediction: number };
  const scored = await callJson(codeRoot, 'explain', '--ride', JSON.stringify(RIDE), '--version', version);
  expect(prediction).toBe(scored['prediction']);
  expect(await service.end()).toBe(0);
});
