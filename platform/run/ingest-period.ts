import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DataLock,
  EMPTY_LOCK,
  type LockedMonth,
  parseLock,
  verifyLock,
} from '../../pipeline/ingest/lock.ts';
import { reasonToAccept } from '../../pipeline/validate/accepted-months.ts';
import { type FindDataRequest, findData } from '../find-data.ts';
import type { ModelFolder } from '../model-folder.ts';
import { type PreparedData, preparePartition } from '../prepare-partition.ts';
import { sourceOf } from '../sources/registry.ts';
import type { FoundFile } from '../sources/source-kind.ts';
import { readAcceptedMonths } from './read-accepted-months.ts';
import type { Workspace } from './workspace.ts';

/** A period on this machine, checked against the lock and ready for training. */
export interface IngestedPeriod {
  readonly period: string;
  readonly found: FoundFile;
  readonly data: PreparedData;
  /** What the lock should say of it. */
  readonly month: LockedMonth;
  /** Why a person accepted this very file as it is; absent where nobody did. */
  readonly accepted?: string;
  /** Whether the lock knows it. A file given by its path is never held against the lock. */
  readonly locked: boolean;
}

/** A month as the papers of a version name it. */
export const dataFileOf = ({ period, month: { sha256, rows, bytes }, accepted }: IngestedPeriod) => ({
  period,
  sha256,
  rows,
  bytes,
  ...(accepted !== undefined && { accepted }),
});

export const lockFileOf = ({ dir }: Pick<ModelFolder, 'dir'>): string => join(dir, 'data.lock.json');

/** Lock of a model's folder, empty before anything was locked. */
export function readLockOf(folder: Pick<ModelFolder, 'dir' | 'name'>): DataLock {
  const path = lockFileOf(folder);
  return existsSync(path) ? parseLock(readFileSync(path, 'utf8'), lockName(folder)) : EMPTY_LOCK;
}

export const readLock = ({ folder }: Workspace): DataLock => readLockOf(folder);

/**
 * Finds a period (YYYY-MM) or the file at a path, reads it once and prepares it.
 *
 * @throws RatchetError `lock` when it is not the period that was locked; `not-found`, `network`, `data`, `schema`
 */
export async function ingestPeriod(workspace: Workspace, wanted: string): Promise<IngestedPeriod> {
  const { folder, pool, cacheDir, progress } = workspace;
  const lock = readLock(workspace);
  const request = { ...searchRequest(workspace), contract: folder.contract, locked: lock.months[wanted] };
  const found = await findData({ ...request, wanted });
  const task = progress.start(`reading ${found.name}`, 'rows');
  try {
    const { path: file, name, period } = found;
    const data = await preparePartition({
      contract: folder.contract,
      period,
      file,
      name,
      cacheDir,
      pool,
      progress: (done, total) => task.update(done, total),
    });
    const { bytes, rows, sha256, schemaDigest } = data.source;
    const month = { file: name, source: found.source, bytes, rows, sha256, schemaDigest };
    const locked = found.origin !== 'path' && verifyLock(lock, period, month, lockName(folder));
    const accepted = reasonToAccept(readAcceptedMonths(folder), period, sha256);
    return { period, found, data, month, locked, ...(accepted !== undefined && { accepted }) };
  } finally {
    task.end();
  }
}

/** Several periods, one after another: each is read on as many threads as there are. */
export async function ingestAll(workspace: Workspace, wanted: readonly string[]): Promise<IngestedPeriod[]> {
  const periods: IngestedPeriod[] = [];
  for (const one of wanted) periods.push(await ingestPeriod(workspace, one));
  return periods;
}

/** Periods whose files are on this machine, in order. */
export function knownPeriods(workspace: Workspace): string[] {
  const { contract } = workspace.folder;
  return sourceOf(contract).known({ ...searchRequest(workspace), contract });
}

const lockName = ({ name }: Pick<ModelFolder, 'name'>) => `models/${name}/data.lock.json`;

/** Where a workspace looks for the files of its model. */
export function searchRequest({
  folder,
  dataDirs,
  cacheDir,
  progress,
  archive,
  mirror,
}: Workspace): Omit<FindDataRequest, 'contract' | 'wanted'> {
  const downloadDir = join(cacheDir, 'downloads');
  return { modelDir: folder.dir, dataDirs, downloadDir, progress, archive, mirror };
}
