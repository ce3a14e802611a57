import { createRequire } from 'node:module';
import type { Data, DataType, RecordBatch } from 'apache-arrow';
import {
  labelIntegers,
  labelTexts,
  microseconds,
  noteTexts,
  type Validity,
  validLabels,
  validNumbers,
} from './arrow-buffers.ts';
import type { OutputBatch, OutputColumn, OutputType, OutputValues } from './output-rows.ts';

type Arrow = typeof import('apache-arrow');

/** The build that platform/arrow.ts reads with, and for the same reason. */
const arrow = () => createRequire(import.meta.url)('apache-arrow/Arrow.esnext.min') as Arrow;

interface ArrowColumn<T extends OutputType> {
  readonly type: () => DataType;
  /** What `makeData` is given beside type and length. */
  readonly buffers: (values: OutputValues[T], rows: number) => ArrowBuffers;
  /** Left out where no row can be without a value. */
  readonly validity?: (values: OutputValues[T], rows: number) => Validity | undefined;
}

interface ArrowBuffers {
  readonly data: BigInt64Array | Float64Array | Uint8Array;
  readonly valueOffsets?: Int32Array;
}

const COLUMNS: { readonly [T in OutputType]: ArrowColumn<T> } = {
  timestamp: {
    type: () => new (arrow().TimestampMicrosecond)(),
    buffers: (ms, rows) => ({ data: microseconds(ms, rows) }),
    validity: validNumbers,
  },
  number: {
    type: () => new (arrow().Float64)(),
    buffers: (data) => ({ data }),
    validity: validNumbers,
  },
  integer: {
    type: () => new (arrow().Int64)(),
    buffers: (values, rows) => ({ data: labelIntegers(values, rows) }),
    validity: validLabels,
  },
  label: { type: () => new (arrow().Utf8)(), buffers: labelTexts, validity: validLabels },
  note: { type: () => new (arrow().Utf8)(), buffers: noteTexts },
};

/** Gives rows as Arrow IPC streams, one a batch, all of one schema. */
export function arrowEncoder(columns: readonly OutputColumn[]): (batch: OutputBatch) => Uint8Array {
  const { Field, Schema, Struct, RecordBatch: Batch, Table, makeData, tableToIPC } = arrow();
  const fields = columns.map(({ name, type }) => new Field(name, COLUMNS[type].type(), true));
  const schema = new Schema(fields);
  return ({ rows, values }) => {
    const children = fields.map(({ type }, c) => {
      const { buffers, validity } = COLUMNS[columns[c]!.type] as ArrowColumn<OutputType>;
      const nulls = validity?.(values[c]! as never, rows) ?? { nullCount: 0 };
      return makeData({
        type,
        length: rows,
        ...nulls,
        ...buffers(values[c]! as never, rows),
      } as never) as Data;
    });
    const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
    return tableToIPC(new Table([new Batch(schema, data) as RecordBatch]), 'stream');
  };
}
