import { basename } from 'node:path';
import { type ColumnSketch, ColumnSketcher } from '../../../pipeline/draft/column-sketch.ts';
import { RatchetError } from '../../../pipeline/errors.ts';
import { openRows } from '../../open-rows.ts';
import type { Progress } from '../../progress.ts';

/**
 * Reads files of the same columns once, and tells what each column holds.
 *
 * @throws RatchetError `schema` for a file of other columns; `data` where there are no rows; and whatever reading throws
 */
export async function sketchFiles(paths: readonly string[], progress: Progress): Promise<ColumnSketch[]> {
  let sketchers: Map<string, ColumnSketcher> | undefined;
  let rows = 0;
  const task = progress.start('reading', 'rows');
  for (const path of paths) {
    const file = basename(path);
    const source = await openRows(path, file);
    try {
      const names = source.schema.map(({ name }) => name);
      sketchers ??= new Map(source.schema.map((column) => [column.name, new ColumnSketcher(column)]));
      checkSame(file, [...sketchers.keys()], names);
      for await (const batch of source.batches(names)) {
        for (const [name, sketcher] of sketchers) sketcher.add(batch.column(name));
        rows += batch.rows;
        task.update(rows);
      }
    } finally {
      source.close();
    }
  }
  task.end();
  if (rows === 0) throw new RatchetError('data', 'expected rows, found none', { hint: 'check the files' });
  return [...sketchers!.values()].map((sketcher) => sketcher.sketch()).filter((found) => found !== undefined);
}

function checkSame(file: string, expected: readonly string[], found: readonly string[]): void {
  const missing = expected.find((name) => !found.includes(name));
  if (missing === undefined) return;
  throw new RatchetError(
    'schema',
    `${file}: expected a column ${missing}, as the first file has, found none`,
    {
      file,
      hint: 'give files of the same columns; a column that was renamed gets its names under from: in model.yaml',
    },
  );
}
