import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../pipeline/contract/schema.ts';
import { RatchetError } from '../pipeline/errors.ts';
import { type PartPlan, planParts } from '../pipeline/ingest/plan-parts.ts';
import type { PreparedPartition } from '../pipeline/ingest/prepared.ts';
import { preparedColumns, shardLayout } from '../pipeline/ingest/prepared-columns.ts';
import {
  type PreparedIndex,
  type PreparedSource,
  partitionOf,
  preparedIndexSchema,
  preparedKey,
} from '../pipeline/ingest/prepared-index.ts';
import { resolveColumns } from '../pipeline/ingest/resolve-columns.ts';
import { finishStatistics } from '../pipeline/validate/statistics-counter.ts';
import { hashFile } from './hash-file.ts';
import { errnoOf, ioError } from './io-error.ts';
import type { PartResult } from './prepare-part.ts';
import { runTask } from './tasks.ts';
import type { Pool } from './worker-pool.ts';

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
  const hashed = hashFile(file, name);
  const key = preparedKey(contract, period, hashed.sha256);
  const folder = join(cacheDir, `${period}-${key.slice('sha256:'.length, 'sha256:'.length + 16)}`);
  const index = readIndex(folder, key) ?? (await prepare(request, { ...hashed, key, folder }));
  return {
    ...partitionOf(index, (part) => join(folder, part)),
    // The same bytes may come from another place this time.
    source: { ...index.source, file: name },
    statistics: index.statistics,
  };
}

/** The index of a complete folder; undefined when there is none, or when anything about it is not as written. */
function readIndex(folder: string, key: string): PreparedIndex | undefined {
  const path = join(folder, 'index.json');
  if (!existsSync(path)) return undefined;
  const parsed = preparedIndexSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!parsed.success || parsed.data.key !== key) return undefined;
  const { parts, columns } = parsed.data;
  const whole = parts.every(({ file, shards }) => {
    const bytes = shards.reduce((sum, { rows }) => sum + shardLayout(columns, rows).bytes, 0);
    return statSync(join(folder, file), { throwIfNoEntry: false })?.size === bytes;
  });
  return whole ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A half-written index says what a missing one says: prepare again.
    return undefined;
  }
}

interface Place {
  readonly sha256: string;
  readonly bytes: number;
  readonly key: string;
  readonly folder: string;
}

async function prepare(request: PrepareRequest, place: Place): Promise<PreparedIndex> {
  const { contract, period, name } = request;
  const outline = await request.pool.run('inspect-file', { path: request.file, name });
  const schema = resolveColumns(contract, { file: name, schema: outline.schema });
  const plans = planParts(outline.rowGroups);

  const temporary = `${place.folder}.${randomUUID()}.partial`;
  makeFolder(temporary);
  try {
    const results = await runParts(request, plans, temporary);
    const statistics = finishStatistics(results.map((part) => part.statistics));
    const index: PreparedIndex = {
      schemaVersion: 1,
      key: place.key,
      period,
      columns: preparedColumns(contract).map((column) => ({ ...column })),
      rows: statistics.kept,
      filtered: statistics.rows - statistics.kept,
      parts: results.map(({ labels, shards }, i) => ({
        file: partFile(i),
        labels,
        shards,
      })) as PreparedIndex['parts'],
      source: {
        file: name,
        bytes: place.bytes,
        sha256: place.sha256,
        rows: statistics.rows,
        schemaDigest: schema.digest,
        columns: schema.physical.map(([column, type]) => [column, type]),
        extra: [...schema.extra],
        notes: [...schema.notes],
      },
      statistics,
    };
    writeFileSync(join(temporary, 'index.json'), JSON.stringify(index));
    publishFolder(temporary, place);
    return index;
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (error instanceof RatchetError || errnoOf(error) === undefined) throw error;
    throw ioError(`the cache ${request.cacheDir} cannot be written`, error, request.cacheDir);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw ioError(`the cache ${dirname(folder)} cannot be written`, cause, dirname(folder));
  }
}

async function runParts(
  request: PrepareRequest,
  plans: readonly PartPlan[],
  folder: string,
): Promise<PartResult[]> {
  const { contract, period, file, name, pool, progress } = request;
  const total = plans.reduce<number | undefined>(
    (sum, { rows }) => (sum === undefined || rows === undefined ? undefined : sum + rows),
    0,
  );
  let done = 0;
  const settled = await Promise.allSettled(
    plans.map(async ({ rowGroups, firstRow }, i) => {
      const outFile = join(folder, partFile(i));
      const groups = rowGroups ? { rowGroups } : {};
      const size = total === undefined ? {} : { fileRows: total };
      const task = {
        contract,
        period,
        path: file,
        name,
        ...groups,
        ...size,
        firstRow,
        outFile,
      };
      // A file of one part is read here: to start a thread would take longer.
      const result = await (plans.length === 1
        ? runTask('prepare-part', task)
        : pool.run('prepare-part', task));
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

/** Puts a complete folder in its place, over one that turned out damaged; one that another run just made is as good. */
function publishFolder(temporary: string, { folder, key }: Place): void {
  if (readIndex(folder, key)) {
    rmSync(temporary, { recursive: true });
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
}

function partFile(i: number): string {
  return `part-${i}.bin`;
}
