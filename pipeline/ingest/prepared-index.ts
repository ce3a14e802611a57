import { z } from 'zod';
import type { Contract } from '../contract/schema.ts';
import { digestOf } from '../digest/digest.ts';
import { statisticsSchema } from '../validate/statistics.ts';
import type { PreparedColumn, PreparedPartition, ShardRef } from './prepared.ts';
import { preparedColumns, sortColumn } from './prepared-columns.ts';

/** Raised whenever the bytes of a shard or the statistics beside them change meaning. */
const FORMAT_VERSION = 2;

const labelsSchema = z.record(z.string(), z.array(z.string()));

const partSchema = z.strictObject({
  file: z.string(),
  labels: labelsSchema,
  shards: z.array(
    z.strictObject({ offset: z.number().int().nonnegative(), rows: z.number().int().positive() }),
  ),
});

/** What stands beside a prepared partition's files. Read back, it is parsed again: a cache is input like any other. */
export const preparedIndexSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: z.string(),
  period: z.string(),
  columns: z.array(z.strictObject({ name: z.string(), storage: z.enum(['float64', 'uint16', 'null-flag']) })),
  rows: z.number().int().nonnegative(),
  filtered: z.number().int().nonnegative(),
  parts: z.array(partSchema),
  source: z.strictObject({
    file: z.string(),
    bytes: z.number(),
    sha256: z.string(),
    rows: z.number().int(),
    schemaDigest: z.string(),
    columns: z.array(z.tuple([z.string(), z.string()])),
    extra: z.array(z.string()),
    notes: z.array(z.string()),
  }),
  statistics: statisticsSchema,
});

export type PreparedIndex = z.infer<typeof preparedIndexSchema>;
export type PreparedSource = PreparedIndex['source'];

/** Everything of a contract and a file that decides the prepared bytes and the statistics. */
export function preparedKey(contract: Contract, period: string, sha256: string): string {
  const { time, columns, target, checks } = contract;
  const stored: PreparedColumn[] = preparedColumns(contract);
  const sortedBy = sortColumn(contract) ?? null;
  return digestOf({
    version: FORMAT_VERSION,
    sha256,
    period,
    time,
    columns,
    target,
    checks,
    stored,
    sortedBy,
  });
}

/** The partition that an index describes, with its files at `pathOf(file)`. */
export function partitionOf(index: PreparedIndex, pathOf: (file: string) => string): PreparedPartition {
  const shards: ShardRef[] = [];
  for (const { file, labels, shards: refs } of index.parts) {
    for (const { offset, rows } of refs)
      shards.push({ index: shards.length, file: pathOf(file), offset, rows, labels });
  }
  const { period, columns, rows, filtered } = index;
  return { period, columns, rows, filtered, shards };
}
