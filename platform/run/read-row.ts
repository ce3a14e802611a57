import { RatchetError } from '../../pipeline/errors.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { createNormalizer } from '../../pipeline/ingest/normalize.ts';
import { resolveColumns } from '../../pipeline/ingest/resolve-columns.ts';
import type { RowSource } from '../../pipeline/ingest/row-source.ts';
import type { Scorer } from '../../pipeline/predict/scorer.ts';

/**
 * One row of a source, in the block that it lies in.
 *
 * @param row from 1
 * @throws RatchetError `schema` when a column that the model reads is not there, `usage` when there are fewer rows
 */
export async function readRow(
  source: RowSource,
  scorer: Scorer,
  row: number,
): Promise<{ block: Block; position: number }> {
  const normalizer = createNormalizer(resolveColumns(scorer, source));
  let before = 0;
  for await (const batch of source.batches(normalizer.sourceColumns)) {
    if (row <= before + batch.rows) return { block: normalizer.normalize(batch), position: row - before - 1 };
    before += batch.rows;
  }
  throw new RatchetError('usage', `${source.file}: expected row ${row}, found ${before} in all`, {
    file: source.file,
    hint: before === 0 ? 'give a file with at least one row' : `choose a row from 1 to ${before}`,
  });
}
