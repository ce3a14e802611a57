import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RatchetError } from '../../../pipeline/errors.ts';
import { type DataLock, EMPTY_LOCK, parseLock } from '../../../pipeline/ingest/lock.ts';
import { checkModelFolder } from '../../../pipeline/publish/check-model-folder.ts';
import type { LockedMonth } from '../../../pipeline/publish/locked-month.ts';
import { askGit } from '../../git/ask-git.ts';
import { storedFiles } from '../../stored-files.ts';
import { error, type Finding, type ModelCheck } from '../check.ts';

const LOCK = 'data.lock.json';
const DATA = 'data/';

/** The registry's chain, every file of every version, and the embedded months are what they were. */
export const modelFiles: ModelCheck = {
  title: 'Registry, versions and embedded months are whole',
  file: '',
  check: ({ root }, model) => {
    const dir = join(root, 'models', model);
    const lock = readLock(dir, `models/${model}/${LOCK}`);
    const locked = 'months' in lock ? lockedMonths(dir, lock) : [];
    const findings = checkModelFolder(storedFiles(dir), locked)
      // Without a lock there is nothing to hold the months against; that was said once.
      .filter(({ file }) => 'months' in lock || !file.startsWith(DATA))
      .map((finding): Finding => ({ ...finding, file: `models/${model}/${finding.file}` }));
    return 'months' in lock ? [...findings, ...sizeFindings(dir, model, lock)] : [lock, ...findings];
  },
};

function readLock(dir: string, file: string): DataLock | Finding {
  const path = join(dir, LOCK);
  const restore = 'Restore it from git history.';
  if (!existsSync(path)) {
    const isNew = !existsSync(join(dir, 'data')) && !existsSync(join(dir, 'versions'));
    return isNew ? EMPTY_LOCK : error(file, 'a data lock', 'no such file', restore);
  }
  try {
    return parseLock(readFileSync(path, 'utf8'), file);
  } catch (cause) {
    if (!(cause instanceof RatchetError)) throw cause;
    return error(file, 'a data lock', cause.message, restore);
  }
}

/** Months of a lock, with their files where the repository embeds them. */
export function lockedMonths(dir: string, { months }: DataLock): LockedMonth[] {
  const embedded = embeddedFiles(dir);
  return Object.entries(months).map(([period, { sha256, file }]) => ({
    period,
    sha256,
    ...(embedded.has(DATA + file) && { file: DATA + file }),
  }));
}

/** Files under data/: those there are, and those that git knows, so that one that was deleted is missed. */
function embeddedFiles(dir: string): Set<string> {
  const tracked = askGit(dir, ['ls-files', '-z', '--', DATA])?.split('\0') ?? [];
  const present = storedFiles(dir)
    .list()
    .filter((path) => path.startsWith(DATA));
  return new Set([...tracked, ...present].filter((path) => path !== ''));
}

/** A lock that gives the right digest beside the wrong size was edited by hand. */
function sizeFindings(dir: string, model: string, { months }: DataLock): Finding[] {
  return Object.entries(months).flatMap(([period, { file, bytes }]) => {
    const found = statSync(join(dir, DATA, file), { throwIfNoEntry: false })?.size;
    if (found === undefined || found === bytes) return [];
    return [
      error(
        `models/${model}/${LOCK}`,
        `${period} with ${found} bytes, as its file has`,
        `${bytes} bytes`,
        'Restore the lock or the file from git history.',
      ),
    ];
  });
}
