import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { onTestFinished } from 'vitest';
import { sha256 } from '../../pipeline/digest/digest.ts';
import type { LockedMonth } from '../../pipeline/publish/locked-month.ts';
import type { ModelFolder } from '../../pipeline/publish/model-folder.ts';
import { MONTHS, publishSeries } from './publication-case.ts';

export interface FolderOnDisk extends ModelFolder {
  readonly root: string;
  readonly text: (path: string) => string;
  readonly write: (path: string, content: Uint8Array | string) => void;
  readonly remove: (path: string) => void;
}

/** An empty folder of its own, gone when the test is over. */
export function emptyFolder(): FolderOnDisk {
  const root = mkdtempSync(join(tmpdir(), 'ratchet-model-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const at = (path: string) => join(root, ...path.split('/'));
  return {
    root,
    list: () =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
    read: (path) => (existsSync(at(path)) ? readFileSync(at(path)) : undefined),
    text: (path) => readFileSync(at(path), 'utf8'),
    write: (path, content) => {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), content);
    },
    remove: (path) => rmSync(at(path), { recursive: true }),
  };
}

/** A folder with some published versions, and the data that they were made from. */
export function publishedFolder(versions: number): FolderOnDisk {
  const folder = emptyFolder();
  const { registry, files } = publishSeries(versions);
  for (const [path, bytes] of files) folder.write(path, bytes);
  folder.write('registry.jsonl', registry);
  for (const { period, bytes } of MONTHS) folder.write(`data/rides_${period}.parquet`, bytes);
  return folder;
}

/** What the lock says of that data. */
export const LOCKED: readonly LockedMonth[] = MONTHS.map(({ period, bytes }) => ({
  period,
  sha256: sha256(bytes),
  file: `data/rides_${period}.parquet`,
}));
