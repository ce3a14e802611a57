import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeParcels, publishOne } from '../../cli/parcels.ts';
import { prepared } from '../world/prepared.ts';
import type { Files } from '../world/seed.ts';
import { replace } from './rides.ts';

export const MODEL = 'parcels';
export const FOLDER = `models/${MODEL}`;
export const REGISTRY = `${FOLDER}/registry.jsonl`;
const ROOT = new URL('../../../', import.meta.url).pathname;

/** A rather good model, as far as it goes. */
const MILES_ALONE = 'final: [miles]';
const FULL = 'final: [miles, one_hot(zone)]';

type Policy = 'auto-merge' | 'pull-request';

/**
 * In place of the template's model a small one that trains in no time, for scenarios of many runs. Its v1 knows zones
 * alone, its v2, where there is one, miles alone; what its contract trains is better than either.
 *
 * @param policy how its releases go to main
 */
export const parcels = (policy: Policy, versions: 1 | 2 = 1): Promise<Files> =>
  prepared(`parcels-${policy}-${versions}`, () => makeFiles(policy, versions));

async function makeFiles(policy: Policy, versions: 1 | 2): Promise<Files> {
  const root = mkdtempSync(join(tmpdir(), 'ratchet-parcels-'));
  try {
    await makeParcels(root);
    await publishOne(root, '--train', '2024-01', '--holdout', '2024-02', '--recipe', 'by-zone');
    if (versions === 2) {
      edit(root, FULL, MILES_ALONE);
      await publishOne(root, '--train', '2024-01,2024-02', '--holdout', '2024-03');
      edit(root, MILES_ALONE, FULL);
    }
    edit(root, 'gate:\n', `release:\n  policy: ${policy}\ngate:\n`);
    const paths = readdirSync(join(root, FOLDER), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')] as const);
    return { ...without('models/nyc-green-taxi'), ...Object.fromEntries(files) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function edit(root: string, before: string, after: string): void {
  const path = join(root, FOLDER, 'model.yaml');
  writeFileSync(path, replace(before, after)(readFileSync(path, 'utf8')));
}

function without(folder: string): Files {
  const listed = execFileSync('git', ['ls-files', '-z', folder], { cwd: ROOT, encoding: 'utf8' });
  const paths = listed.split('\0').filter((path) => path !== '');
  return Object.fromEntries(paths.map((path) => [path, null]));
}
