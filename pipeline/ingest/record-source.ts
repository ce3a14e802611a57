import { JSON_VALUE } from './physical-type.ts';
import type { RowSource, SourceBatch } from './row-source.ts';

const BATCH_ROWS = 16_384;

/** Rows that are already in memory as plain objects, one ride or many; a key that is left out is null. */
export function recordSource(records: readonly Readonly<Record<string, unknown>>[], file: string): RowSource {
  const names = new Set<string>();
  for (const record of records) for (const name of Object.keys(record)) names.add(name);

  async function* batches(): AsyncGenerator<SourceBatch> {
    for (let start = 0; start < records.length; start += BATCH_ROWS) {
      const some = records.slice(start, start + BATCH_ROWS);
      const column = (name: string) => ({ loose: some.map((record) => record[name]), firstRow: start + 1 });
      yield { rows: some.length, column };
    }
  }
  return {
    file,
    schema: [...names].map((name) => ({ name, type: JSON_VALUE.name, holds: JSON_VALUE.holds })),
    batches,
    close: () => {},
  };
}
