import { join } from 'node:path';
import { createNormalizer } from '../../pipeline/ingest/normalize.ts';
import { resolveColumns } from '../../pipeline/ingest/resolve-columns.ts';
import type { PairedCounts } from '../../pipeline/monitor/tests/drift-test.ts';
import { openModelFolder } from '../../platform/model-folder.ts';
import { openRows } from '../../platform/open-rows.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';

const folder = openModelFolder(codeRoot, 'nyc-green-taxi');

/** Rows of an embedded month by the very values of a column; nulls are left out. */
async function countValues(period: string, column: string): Promise<Map<string, number>> {
  const source = await openRows(join(folder.dir, 'data', `green_tripdata_${period}.parquet`));
  const normalizer = createNormalizer(resolveColumns(folder.contract, source));
  const counts = new Map<string, number>();
  for await (const batch of source.batches(normalizer.sourceColumns)) {
    const { rows, numbers, codes, labels } = normalizer.normalize(batch);
    for (let row = 0; row < rows; row++) {
      const value = codes[column]
        ? labels[column]![codes[column][row]!]!
        : Number.isNaN(numbers[column]![row]!)
          ? ''
          : String(numbers[column]![row]!);
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  source.close();
  return counts;
}

/** January and February 2021, value by value, so that nothing is sketched. */
export async function exactCounts(kind: PairedCounts['kind'], column: string): Promise<PairedCounts> {
  const [before, after] = [await countValues('2021-01', column), await countValues('2021-02', column)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  names.sort(kind === 'number' ? (a, b) => Number(a) - Number(b) : undefined);
  return {
    kind,
    names,
    values: kind === 'number' ? names.map(Number) : [],
    halfWidths: kind === 'number' ? names.map(() => 0) : [],
    reference: names.map((name) => before.get(name) ?? 0),
    current: names.map((name) => after.get(name) ?? 0),
  };
}
