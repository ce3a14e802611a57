import { wallClock } from '../../pipeline/predict/wall-clock.ts';
import type { OutputBatch, OutputColumn, OutputType, OutputValues } from './output-rows.ts';

type Cell = (row: number) => string;

/** Texts of a column's cells, by type. */
const CELLS: { readonly [T in OutputType]: (values: OutputValues[T]) => Cell } = {
  timestamp: (values) => (row) => wallClock(values[row]!),
  number: (values) => (row) => (Number.isNaN(values[row]!) ? '' : String(values[row]!)),
  integer: (values) => labelCells(values),
  label: (values) => labelCells(values),
  note: (notes) => (row) => quoted(notes.get(row) ?? ''),
};

/** CSV quoted as RFC 4180 has it, in UTF-8, a header line first, lines ending in LF; null is an empty cell. */
export async function* encodeCsv(
  columns: readonly OutputColumn[],
  batches: AsyncIterable<OutputBatch>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${columns.map(({ name }) => quoted(name)).join(',')}\n`);
  for await (const { rows, values } of batches) {
    const cells = columns.map(({ type }, c) => CELLS[type](values[c] as never));
    let text = '';
    for (let row = 0; row < rows; row++) {
      for (let c = 0; c < cells.length; c++) text += c === 0 ? cells[c]!(row) : `,${cells[c]!(row)}`;
      text += '\n';
    }
    yield encoder.encode(text);
  }
}

function labelCells({ codes, labels }: OutputValues['label']): Cell {
  const texts = labels.map(quoted);
  return (row) => texts[codes[row]!]!;
}

/** A cell in quotes where it has to be: RFC 4180, 2.6 and 2.7. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
