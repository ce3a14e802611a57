import { join } from 'node:path';
import type { Contract } from '../pipeline/contract/schema.ts';
import { RatchetError } from '../pipeline/errors.ts';
import { planParts } from '../pipeline/ingest/plan-parts.ts';
import type { PreparedPartition } from '../pipeline/ingest/prepared.ts';
import { preparedColumns } from '../pipeline/ingest/prepared-columns.ts';
import {
  type PreparedIndex,
  type PreparedSource,
  partitionOf,
  preparedKey,
} from '../pipeline/ingest/prepared-index.ts';
import { resolveColumns } from '../pipeline/ingest/resolve-columns.ts';
import { finishStatistics } from '../pipeline/validate/statistics-counter.ts';
import { hashFile } from './hash-file.ts';
import { errnoOf, ioError } from './io-error.ts';
import type { PartResult } from './prepare-part.ts';
import { PreparedCache } from './prepared-cache.ts';
import { runTask } from './tasks.ts';
import type { Pool } from './worker-pool.ts';

/** A smaller file is read where it is asked for: to start a thread would take longer. */
const SMALL_FILE_BYTES = 8_000_000;

export interface PrepareRequest {
  readonly contract: Contract;
  readonly period: string;
  /** Path of the data file. */
  readonly file: string;
  /** What messages and documents call it. */
  readonly name: string;
  readonly cacheDir: string;
  readonly pool: Pool;
  /** Called with rows done of rows in all, where the file says how many there are. */
  readonly progress?: (done: number, total: number | undefined) => void;
}

/** A partition ready for training, where it came from and what validation counted while reading it. */
export interface PreparedData extends PreparedPartition {
  readonly source: PreparedSource;
  readonly statistics: PreparedIndex['statistics'];
}

/**
 * Prepares a data file, or finds it prepared: the cache is keyed by the file's sha256 and all of the contract that
 * matters. A folder appears under its final name only when it is complete, so a killed run leaves nothing believed.
 */
export async function preparePartition(request: PrepareRequest): Promise<PreparedData> {
  const { contract, period, file, name, cacheDir } = request;
  const cache = new PreparedCache(cacheDir);
  const hashed = hashFile(file, name);
  const key = preparedKey(contract, period, hashed.sha256);
  const index = cache.read(period, key) ?? (await prepare(request, { ...hashed, key, cache }));
  return {
    ...partitionOf(index, (part) => join(cache.folderOf(period, key), part)),
    // The same bytes may come from another place this time.
    source: { ...index.source, file: name },
    statistics: index.statistics,
  };
}

interface Place {
  readonly sha256: string;
  readonly bytes: number;
  readonly key: string;
  readonly cache: PreparedCache;
}

async function prepare(
  request: PrepareRequest,
  { cache, key, sha256, bytes }: Place,
): Promise<PreparedIndex> {
  const { contract, period, name, file, cacheDir } = request;
  const run: Pool['run'] = bytes < SMALL_FILE_BYTES ? runTask : (...task) => request.pool.run(...task);
  const { schema: columns, rowGroups } = await run('inspect-file', { path: file, name });
  const schema = resolveColumns(contract, { file: name, schema: columns });
  const folder = cache.begin();
  try {
    const parts = await runParts(request, rowGroups, folder, run);
    const statistics = finishStatistics(parts.map((part) => part.statistics));
    const index: PreparedIndex = {
      schemaVersion: 1,
      key,
      period,
      columns: preparedColumns(contract).map((column) => ({ ...column })),
      rows: statistics.kept,
      filtered: statistics.rows - statistics.kept,
      parts: parts.map(({ labels, shards }, i) => ({ file: partFile(i), labels, shards })),
      source: {
        file: name,
        bytes,
        sha256,
        rows: statistics.rows,
        schemaDigest: schema.digest,
        columns: schema.physical.map(([column, type]) => [column, type]),
        extra: [...schema.extra],
        notes: [...schema.notes],
      },
      statistics,
    };
    cache.finish(folder, index);
    return index;
  } catch (error) {
    cache.abandon(folder);
    if (error instanceof RatchetError || errnoOf(error) === undefined) throw error;
    throw ioError(`the cache ${cacheDir} cannot be written`, error, cacheDir);
  }
}

async function runParts(
  { contract, period, file, name, progress }: PrepareRequest,
  rowGroups: readonly number[] | undefined,
  folder: string,
  run: Pool['run'],
): Promise<PartResult[]> {
  const total = rowGroups?.reduce((sum, rows) => sum + rows, 0);
  let done = 0;
  const settled = await Promise.allSettled(
    planParts(rowGroups).map(async ({ rowGroups: groups, firstRow }, i) => {
      const result = await run('prepare-part', {
        contract,
        period,
        path: file,
        name,
        firstRow,
        outFile: join(folder, partFile(i)),
        ...(groups && { rowGroups: groups }),
        ...(total !== undefined && { fileRows: total }),
      });
      done += result.statistics.rows;
      progress?.(done, total);
      return result;
    }),
  );
  // All have ended before the folder is removed, and the error is that of the first part, whichever failed first.
  return settled.map((part) => {
    if (part.status === 'rejected') throw part.reason;
    return part.value;
  });
}

function partFile(i: number): string {
  return `part-${i}.bin`;
}
