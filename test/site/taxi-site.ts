import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { call, callJson } from '../cli/call.ts';
import { commitAll } from '../cli/parcels.ts';

/** A copy of this repository's model with a second version: v1 of 2021-01, and v2 of 2021-01 and 2021-02, the champion. */
export async function taxiWithTwo(): Promise<{ root: string; remove: () => void }> {
  const root = mkdtempSync(join(tmpdir(), 'ratchet-taxi-'));
  cpSync(join(codeRoot, 'models'), join(root, 'models'), { recursive: true });
  commitAll(root);
  await callJson(root, 'run', '--threads', '1');
  const { exitCode, stderr } = await call(root, 'publish', '--by', 'maintainers');
  if (exitCode !== 0) throw new Error(stderr);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
