import { createRequire } from 'node:module';
import type { Data, DataType, RecordBatch } from 'apache-arrow';
import type { OutputBatch, OutputColumn, OutputLabels, OutputType, OutputValues } from './output-rows.ts';

type Arrow = typeof import('apache-arrow');

/** The build that platform/arrow.ts reads with, and for the same reason. */
const arrow = () => createRequire(import.meta.url)('apache-arrow/Arrow.esnext.min') as Arrow;

const TWO_TO_32 = 4294967296;

interface ArrowColumn<T extends OutputType> {
  readonly type: () => DataType;
  readonly buffers: (values: OutputValues[T], rows: number) => Buffers;
}

/** What `makeData` is given beside type and length. */
interface Buffers {
  readonly data: BigInt64Array | Float64Array | Uint8Array;
  readonly valueOffsets?: Int32Array;
  readonly isNull?: ((row: number) => boolean) | undefined;
}

const COLUMNS: { readonly [T in OutputType]: ArrowColumn<T> } = {
  timestamp: {
    type: () => new (arrow().TimestampMicrosecond)(),
    buffers: (ms, rows) => ({ data: microseconds(ms, rows), isNull: (row) => Number.isNaN(ms[row]!) }),
  },
  number: {
    type: () => new (arrow().Float64)(),
    buffers: (values) => ({ data: values, isNull: (row) => Number.isNaN(values[row]!) }),
  },
  integer: {
    type: () => new (arrow().Int64)(),
    buffers: (values, rows) => ({ data: labelInt64s(values, rows), isNull: isNullLabel(values) }),
  },
  label: {
    type: () => new (arrow().Utf8)(),
    buffers: ({ codes, labels }, rows) => {
      const texts = labels.map((label) => new TextEncoder().encode(label));
      return { ...strings(rows, (row) => texts[codes[row]!]!), isNull: isNullLabel({ codes, labels }) };
    },
  },
  note: {
    type: () => new (arrow().Utf8)(),
    buffers: (notes, rows) => {
      const encoded = new Map<string, Uint8Array>();
      const texts: Uint8Array[] = new Array(rows).fill(new Uint8Array(0));
      for (const [row, text] of notes) {
        if (!encoded.has(text)) encoded.set(text, new TextEncoder().encode(text));
        texts[row] = encoded.get(text)!;
      }
      return strings(rows, (row) => texts[row]!);
    },
  },
};

/** Gives rows as Arrow IPC streams, one a batch, all of one schema. */
export function arrowEncoder(columns: readonly OutputColumn[]): (batch: OutputBatch) => Uint8Array {
  const { Field, Schema, Struct, RecordBatch: Batch, Table, makeData, tableToIPC } = arrow();
  const fields = columns.map(({ name, type }) => new Field(name, COLUMNS[type].type(), true));
  const schema = new Schema(fields);
  return ({ rows, values }) => {
    const children = fields.map(({ type }, c) => {
      const { isNull, ...buffers } = COLUMNS[columns[c]!.type].buffers(values[c] as never, rows);
      const nulls = bitmap(rows, isNull);
      return makeData({ type, length: rows, nullCount: 0, ...nulls, ...buffers } as never) as Data;
    });
    const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
    return tableToIPC(new Table([new Batch(schema, data) as RecordBatch]), 'stream');
  };
}

/** A bit a row, 1 where there is a value; nothing where every row has one. */
function bitmap(rows: number, isNull: Buffers['isNull']): { nullCount?: number; nullBitmap?: Uint8Array } {
  if (!isNull) return {};
  const bits = new Uint8Array(Math.ceil(rows / 8));
  let nullCount = 0;
  for (let row = 0; row < rows; row++) {
    if (isNull(row)) nullCount++;
    else bits[row >> 3]! |= 1 << (row & 7);
  }
  return nullCount === 0 ? {} : { nullCount, nullBitmap: bits };
}

/** As int64 of two words each: a BigInt a value would take ten times as long. */
function microseconds(ms: Float64Array, rows: number): BigInt64Array {
  const words = new Int32Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    const value = Math.round(ms[row]! * 1000);
    words[2 * row] = value;
    words[2 * row + 1] = Math.floor(value / TWO_TO_32);
  }
  return new BigInt64Array(words.buffer);
}

/** Labels that are integers of up to 64 bits, likewise. */
function labelInt64s({ codes, labels }: OutputLabels, rows: number): BigInt64Array {
  const integers = new Int32Array(BigInt64Array.from(labels, BigInt).buffer);
  const words = new Int32Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    words[2 * row] = integers[2 * codes[row]!]!;
    words[2 * row + 1] = integers[2 * codes[row]! + 1]!;
  }
  return new BigInt64Array(words.buffer);
}

function strings(
  rows: number,
  textOf: (row: number) => Uint8Array,
): { data: Uint8Array; valueOffsets: Int32Array } {
  const valueOffsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) valueOffsets[row + 1] = valueOffsets[row]! + textOf(row).length;
  const data = new Uint8Array(valueOffsets[rows]!);
  for (let row = 0; row < rows; row++) {
    const text = textOf(row);
    if (text.length > 0) data.set(text, valueOffsets[row]!);
  }
  return { data, valueOffsets };
}

const isNullLabel = ({ codes, labels }: OutputLabels) => {
  const nothing = labels.indexOf('');
  return nothing < 0 ? undefined : (row: number) => codes[row] === nothing;
};
