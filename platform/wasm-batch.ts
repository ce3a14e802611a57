import type { DataType, Field, Vector } from 'apache-arrow';
import type { RecordBatch } from 'parquet-wasm';
import { arrow } from './arrow.ts';

type Values = BigInt64Array | BigUint64Array | Float64Array | Float32Array | Int32Array | Uint32Array;
type ValuesConstructor = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, start: number, length: number): Values;
};

/** Types whose values are one fixed-width buffer, by what Arrow prints; and the array that views such a buffer. */
const FIXED_WIDTH: readonly (readonly [RegExp, ValuesConstructor])[] = [
  [/^(Int64|Timestamp<.*|Date64.*)$/, BigInt64Array],
  [/^Uint64$/, BigUint64Array],
  [/^Float64$/, Float64Array],
  [/^Float32$/, Float32Array],
  [/^(Int32|Date32.*)$/, Int32Array],
  [/^Uint32$/, Uint32Array],
];

/** Byte offsets in the structs of the Arrow C data interface, on 32 bits: five int64, then pointers. */
const ARRAY = { length: 0, nulls: 8, offset: 16, children: 32, buffersAt: 40, childrenAt: 44 } as const;

/**
 * The columns of a batch where they lie in WebAssembly memory, found by the Arrow C data interface: nothing is serialised
 * or copied. Each call of what is returned makes a view, which holds until the memory grows or the batch is freed.
 *
 * @param memory the memory as it is at that moment
 * @returns undefined when a column is not a plain buffer of fixed width; such a batch goes by Arrow IPC
 */
export function viewBatch(
  batch: RecordBatch,
  fields: readonly Field[],
  memory: () => ArrayBuffer,
): ((name: string) => Vector) | undefined {
  const arrays = fields.map(({ type }) => FIXED_WIDTH.find(([pattern]) => pattern.test(String(type)))?.[1]);
  if (arrays.includes(undefined)) return undefined;
  const places = placesOf(batch, fields.length, memory());
  if (places?.some(({ values }, i) => values % arrays[i]!.BYTES_PER_ELEMENT !== 0) !== false)
    return undefined;

  const { makeData, Vector: ArrowVector } = arrow();
  return (name) => {
    const i = fields.findIndex((field) => field.name === name);
    const { length, nulls, bitmap, values } = places[i]!;
    const buffer = memory();
    const data = makeData({
      type: fields[i]!.type as DataType,
      length,
      nullCount: nulls,
      nullBitmap: bitmap === 0 ? null : new Uint8Array(buffer, bitmap, Math.ceil(length / 8)),
      data: new arrays[i]!(buffer, values, length),
    } as never);
    return new ArrowVector([data]);
  };
}

/** Addresses of a column's buffers; 0 for a bitmap that is not there because nothing is null. */
interface ColumnPlace {
  readonly length: number;
  readonly nulls: number;
  readonly bitmap: number;
  readonly values: number;
}

/** Where a batch's columns lie; undefined when they are not as many as expected or start inside their buffers. */
function placesOf(batch: RecordBatch, columns: number, buffer: ArrayBuffer): ColumnPlace[] | undefined {
  const words = new Uint32Array(buffer);
  // Counts are int64, and far below 2^32: their low word is all of them.
  const at = (address: number) => words[address >>> 2]!;
  const ffi = batch.toFFI();
  try {
    const root = ffi.arrayAddr();
    if (at(root + ARRAY.offset) !== 0 || at(root + ARRAY.children) !== columns) return undefined;
    const children = Array.from({ length: columns }, (_, i) => at(at(root + ARRAY.childrenAt) + 4 * i));
    if (children.some((column) => at(column + ARRAY.offset) !== 0)) return undefined;
    return children.map((column) => {
      const buffers = at(column + ARRAY.buffersAt);
      return {
        length: at(column + ARRAY.length),
        nulls: at(column + ARRAY.nulls),
        bitmap: at(buffers),
        values: at(buffers + 4),
      };
    });
  } finally {
    ffi.free();
  }
}
