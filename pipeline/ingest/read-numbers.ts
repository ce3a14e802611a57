import type { Vector } from 'apache-arrow';
import { ColumnRoom } from './column-room.ts';

const TWO_TO_32 = 4294967296;

/** The integers of a 64-bit buffer, without a BigInt a value; beyond 2^53 the nearest float64. */
function int64ToNumbers(values: BigInt64Array, out: Float64Array): void {
  const low = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const high = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < out.length; i++) out[i] = high[2 * i + 1]! * TWO_TO_32 + low[2 * i]!;
}

function uint64ToNumbers(values: BigUint64Array, out: Float64Array): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < out.length; i++) out[i] = words[2 * i + 1]! * TWO_TO_32 + words[2 * i]!;
}

/** Writes NaN where the vector holds null. */
export function blankNulls(vector: Vector, out: Float64Array): void {
  const data = vector.data[0];
  if (!data || data.nullCount === 0) return;
  const { nullBitmap, offset } = data;
  for (let i = 0; i < out.length; i++) {
    const bit = offset + i;
    if (((nullBitmap[bit >> 3]! >> (bit & 7)) & 1) === 0) out[i] = Number.NaN;
  }
}

/**
 * An Arrow column of numbers as float64, NaN where null: integers of any width, floats, decimals, booleans (0 and 1).
 *
 * @param room what the numbers lie in, unless they are of a rare kind
 */
export function readNumbers(vector: Vector, room = new ColumnRoom()): Float64Array {
  const { length } = vector;
  const values: unknown = vector.data[0]?.values;
  const type = String(vector.type);
  if (type === 'Null' || length === 0) return room.floats(length).fill(Number.NaN);
  let out = room.floats(length);
  if (type.startsWith('Dictionary')) out = readDictionary(vector);
  else if (type.startsWith('Decimal'))
    out = readDecimals(vector, Number(type.slice(type.lastIndexOf('e') + 1, -1)));
  else if (type === 'Bool' || type === 'Float16')
    out = Float64Array.from({ length }, (_, i) => Number(vector.get(i)));
  else if (values instanceof BigInt64Array) int64ToNumbers(values, out);
  else if (values instanceof BigUint64Array) uint64ToNumbers(values, out);
  else out.set((values as Float64Array).subarray(0, length));
  blankNulls(vector, out);
  return out.length === length ? out : out.slice(0, length);
}

/** Positions into a dictionary's values; the row's own nulls are blanked by the caller. */
function readDictionary(vector: Vector): Float64Array {
  const data = vector.data[0]!;
  const values = readNumbers(data.dictionary as Vector);
  return Float64Array.from(data.values as Int32Array, (position) => values[position] ?? Number.NaN);
}

/** Decimals arrive as 128 or 256 bits, little-endian words first; rare enough for a BigInt a value. */
function readDecimals(vector: Vector, scale: number): Float64Array {
  const words = vector.data[0]!.values as Uint32Array;
  const width = words.length / vector.length;
  const out = new Float64Array(vector.length);
  for (let i = 0; i < out.length; i++) {
    let unscaled = 0n;
    for (let w = width - 1; w >= 0; w--) unscaled = (unscaled << 32n) | BigInt(words[i * width + w]!);
    // Through text, so that 0.10 is the float64 nearest to 0.10 and not a rounded quotient.
    out[i] = Number(`${BigInt.asIntN(width * 32, unscaled)}e${-scale}`);
  }
  return out;
}
