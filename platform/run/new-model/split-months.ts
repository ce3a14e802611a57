import { basename, extname } from 'node:path';
import type { Contract } from '../../../pipeline/contract/schema.ts';
import type { Block } from '../../../pipeline/ingest/block.ts';
import { createNormalizer } from '../../../pipeline/ingest/normalize.ts';
import { periodBounds, periodOf } from '../../../pipeline/ingest/period.ts';
import { resolveColumns } from '../../../pipeline/ingest/resolve-columns.ts';
import { openRows } from '../../open-rows.ts';
import type { OutputBatch, OutputColumn, OutputType } from '../../write-rows/output-rows.ts';
import { writeRows } from '../../write-rows/write-rows.ts';

type Columns = Pick<Contract, 'columns' | 'time'>;

const OUTPUT: Readonly<Record<Columns['columns'][string]['type'], OutputType>> = {
  timestamp: 'timestamp',
  number: 'number',
  category: 'label',
};
/** Months with fewer rows than this share of the fullest are those of clocks that were wrong. */
const LEAST_SHARE = 0.01;

export interface Months {
  /** In order. */
  readonly periods: readonly string[];
  /** Rows without a time, or of months that hardly have any. */
  readonly leftOut: number;
}

/** Writes the rows of some files into a file a month, under the contract's own names of columns. */
export async function splitMonths(
  paths: readonly string[],
  contract: Columns,
  pathOf: (period: string) => string,
): Promise<Months> {
  const months = await findMonths(paths, contract);
  await writeMonths(paths, contract, months.periods, pathOf);
  return months;
}

/** The months that the rows lie in. */
async function findMonths(paths: readonly string[], { columns, time }: Columns): Promise<Months> {
  const counts = new Map<string, number>();
  let rows = 0;
  for await (const { numbers } of blocksOf(paths, { [time]: columns[time]! })) {
    for (const ms of numbers[time]!) {
      rows++;
      if (Number.isNaN(ms)) continue;
      const period = periodOf(ms);
      counts.set(period, (counts.get(period) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  const periods = [...counts].filter(([, n]) => n >= LEAST_SHARE * most).map(([period]) => period);
  const kept = periods.reduce((sum, period) => sum + counts.get(period)!, 0);
  return { periods: periods.sort(), leftOut: rows - kept };
}

/** Writes the rows of each month into a file of its own. Reads once a month; nothing holds one. */
async function writeMonths(
  paths: readonly string[],
  { columns, time }: Columns,
  periods: readonly string[],
  pathOf: (period: string) => string,
): Promise<void> {
  const names = Object.keys(columns);
  const written = names.map((name): OutputColumn => ({ name, type: OUTPUT[columns[name]!.type] }));
  for (const period of periods) {
    const [start, end] = periodBounds(period);
    const batches = async function* (): AsyncGenerator<OutputBatch> {
      for await (const block of blocksOf(paths, columns)) {
        const times = block.numbers[time]!;
        const rows = Uint32Array.from(times.keys()).filter(
          (row) => times[row]! >= start && times[row]! < end,
        );
        if (rows.length > 0)
          yield { rows: rows.length, values: names.map((name) => pick(block, name, rows)) };
      }
    };
    await writeRows(pathOf(period), { columns: written, batches: batches() });
  }
}

async function* blocksOf(paths: readonly string[], columns: Columns['columns']): AsyncGenerator<Block> {
  for (const path of paths) {
    const source = await openRows(path, basename(path));
    try {
      const normalizer = createNormalizer(resolveColumns({ columns }, source));
      for await (const batch of source.batches(normalizer.sourceColumns)) yield normalizer.normalize(batch);
    } finally {
      source.close();
    }
  }
}

function pick({ numbers, codes, labels }: Block, name: string, rows: Uint32Array) {
  const values = numbers[name];
  if (values) return Float64Array.from(rows, (row) => values[row]!);
  return { codes: Uint16Array.from(rows, (row) => codes[name]![row]!), labels: labels[name]! };
}

/** What months are written as: as the files that they come from, where that is possible. */
export const monthFormat = (paths: readonly string[]): string =>
  paths.every((path) => extname(path).toLowerCase() === '.csv') ? '.csv' : '.parquet';
