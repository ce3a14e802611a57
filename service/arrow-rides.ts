import type { RecordBatch } from 'apache-arrow';
import { RatchetError } from '../pipeline/errors.ts';
import type { Block } from '../pipeline/ingest/block.ts';
import { createNormalizer } from '../pipeline/ingest/normalize.ts';
import { describeType } from '../pipeline/ingest/physical-type.ts';
import { resolveColumns } from '../pipeline/ingest/resolve-columns.ts';
import type { Scorer } from '../pipeline/predict/scorer.ts';
import { type ScoringWarning, warningText } from '../pipeline/predict/scoring-warning.ts';
import { readIpc } from '../platform/arrow.ts';
import { arrowEncoder } from '../platform/write-rows/arrow-columns.ts';

export const ARROW_STREAM = 'application/vnd.apache.arrow.stream';

const NAME = 'the Arrow stream';

/**
 * Reads the rides of an Arrow IPC stream by the names and types that files of rides may have.
 *
 * @throws RatchetError `data` for what is no such stream or has too many rows, `schema` where columns are missing
 */
export function readArrowRides(scorer: Scorer, bytes: Uint8Array, most: number): Block {
  const { schema, batches } = decode(bytes);
  const rows = batches.reduce((sum, { numRows }) => sum + numRows, 0);
  if (rows < 1 || rows > most)
    throw new RatchetError('data', `${NAME}: expected 1 to ${most} rows, found ${rows}`);
  const columns = schema.fields.map(({ name, type }) => {
    const { name: text, holds } = describeType(String(type));
    return { name, type: text, holds };
  });
  // A column that is only asked whether it holds a value may be left out of JSON, not of a table.
  const normalizer = createNormalizer(resolveColumns(scorer, { file: NAME, schema: columns }));
  const blocks = batches
    .filter(({ numRows }) => numRows > 0)
    .map((batch) => normalizer.normalize({ rows: batch.numRows, column: (name) => batch.getChild(name)! }));
  return joined(blocks, rows);
}

/** Predictions and warnings as an Arrow IPC stream, in the columns that `ratchet predict` adds to a file. */
export function writeArrowPredictions(
  target: string,
  predictions: Float64Array,
  warnings: ReadonlyMap<number, readonly ScoringWarning[]>,
): Uint8Array {
  const encode = arrowEncoder([
    { name: `${target}_prediction`, type: 'number' },
    { name: 'warnings', type: 'note' },
  ]);
  const notes = new Map([...warnings].map(([row, found]) => [row, warningText(found)]));
  return encode({ rows: predictions.length, values: [predictions, notes] });
}

function decode(bytes: Uint8Array): { schema: RecordBatch['schema']; batches: readonly RecordBatch[] } {
  try {
    return readIpc(bytes);
  } catch (cause) {
    throw new RatchetError('data', `${NAME} cannot be read`, { cause, hint: 'send an Arrow IPC stream' });
  }
}

/** Blocks of one normalizer as one: a later block's labels only add to an earlier one's. */
function joined(blocks: readonly Block[], rows: number): Block {
  if (blocks.length === 1) return blocks[0]!;
  const { numbers, codes, labels } = blocks.at(-1)!;
  const join = <A extends Float64Array | Uint16Array>(out: A, of: (block: Block) => A): A => {
    let at = 0;
    for (const block of blocks) {
      out.set(of(block), at);
      at += block.rows;
    }
    return out;
  };
  return {
    rows,
    numbers: Object.fromEntries(
      Object.keys(numbers).map((name) => [
        name,
        join(new Float64Array(rows), (block) => block.numbers[name]!),
      ]),
    ),
    codes: Object.fromEntries(
      Object.keys(codes).map((name) => [name, join(new Uint16Array(rows), (block) => block.codes[name]!)]),
    ),
    labels,
  };
}
