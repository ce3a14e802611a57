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
 * Views the columns of a batch where they lie in WebAssembly memory, by the Arrow C data interface: nothing is
 * serialised or copied. The views hold until the batch is freed or the memory grows, that is until the next batch.
 *
 * @returns undefined when a column is not a plain buffer of fixed width; such a batch goes by Arrow IPC
 */
export function viewBatch(
  batch: RecordBatch,
  fields: readonly Field[],
  memory: () => ArrayBuffer,
): Vector[] | undefined {
  const arrays = fields.map(({ type }) => FIXED_WIDTH.find(([pattern]) => pattern.test(String(type)))?.[1]);
  if (arrays.includes(undefined)) return undefined;

  const { makeData, Vector: ArrowVector } = arrow();
  const ffi = batch.toFFI();
  try {
    const buffer = memory();
    const words = new Uint32Array(buffer);
    // Counts are int64, and far below 2^32: their low word is all of them.
    const at = (address: number) => words[address >>> 2]!;
    const root = ffi.arrayAddr();
    if (at(root + ARRAY.offset) !== 0 || at(root + ARRAY.children) !== fields.length) return undefined;
    const vectors: Vector[] = [];
    for (const [i, { type }] of fields.entries()) {
      const column = at(at(root + ARRAY.childrenAt) + 4 * i);
      const [bitmap, values] = [at(at(column + ARRAY.buffersAt)), at(at(column + ARRAY.buffersAt) + 4)];
      const length = at(column + ARRAY.length);
      const View = arrays[i]!;
      if (at(column + ARRAY.offset) !== 0 || values % View.BYTES_PER_ELEMENT !== 0) return undefined;
      const data = makeData({
        type: type as DataType,
        length,
        nullCount: at(column + ARRAY.nulls),
        nullBitmap: bitmap === 0 ? null : new Uint8Array(buffer, bitmap, Math.ceil(length / 8)),
        data: new View(buffer, values, length) as never,
      } as never);
      vectors.push(new ArrowVector([data]));
    }
    return vectors;
  } finally {
    ffi.free();
  }
}
