import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeParcels, publishOne } from '../../cli/parcels.ts';
import type { Files } from '../world/seed.ts';
import { replace } from './rides.ts';

export const MODEL = 'parcels';
export const FOLDER = `models/${MODEL}`;
export const REGISTRY = `${FOLDER}/registry.jsonl`;
const ROOT = new URL('../../../', import.meta.url).pathname;

let made: Promise<Files> | undefined;

/**
 * In place of the template's model a small one that trains in no time, for scenarios of many runs: its v1 knows zones
 * alone, so that what its contract trains is better. Releases merge themselves.
 */
export function parcels(): Promise<Files> {
  made ??= (async () => {
    const root = mkdtempSync(join(tmpdir(), 'ratchet-parcels-'));
    try {
      await makeParcels(root);
      await publishOne(root, '--train', '2024-01', '--holdout', '2024-02', '--recipe', 'by-zone');
      const paths = readdirSync(join(root, FOLDER), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      const files = paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')] as const);
      const contract = files.find(([path]) => path.endsWith('model.yaml'))![1];
      const autoMerge = replace('gate:\n', 'release:\n  policy: auto-merge\ngate:\n') as (
        text: string,
      ) => string;
      return {
        ...without('models/nyc-green-taxi'),
        ...Object.fromEntries(files),
        [`${FOLDER}/model.yaml`]: autoMerge(contract),
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  })();
  return made;
}

function without(folder: string): Files {
  const listed = execFileSync('git', ['ls-files', '-z', folder], { cwd: ROOT, encoding: 'utf8' });
  const paths = listed.split('\0').filter((path) => path !== '');
  return Object.fromEntries(paths.map((path) => [path, null]));
}
