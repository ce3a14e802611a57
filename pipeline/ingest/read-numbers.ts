import type { Vector } from 'apache-arrow';

const TWO_TO_32 = 4294967296;

/** The integers of 64-bit buffers, without a BigInt a value; beyond 2^53 the nearest float64. */
export function int64ToNumbers(values: BigInt64Array | BigUint64Array): Float64Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const highs =
    values instanceof BigInt64Array ? new Int32Array(words.buffer, words.byteOffset, words.length) : words;
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = highs[2 * i + 1]! * TWO_TO_32 + words[2 * i]!;
  return out;
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

/** An Arrow column of numbers as float64, NaN where null: integers of any width, floats, decimals, booleans (0 and 1). */
export function readNumbers(vector: Vector): Float64Array {
  const { length } = vector;
  const values: unknown = vector.data[0]?.values;
  const type = String(vector.type);
  if (type === 'Null') return new Float64Array(length).fill(Number.NaN);
  let out: Float64Array;
  if (type.startsWith('Dictionary')) out = readDictionary(vector);
  else if (type.startsWith('Decimal'))
    out = readDecimals(vector, Number(type.slice(type.lastIndexOf('e') + 1, -1)));
  else if (type === 'Bool' || type === 'Float16')
    out = Float64Array.from({ length }, (_, i) => Number(vector.get(i)));
  else if (values instanceof BigInt64Array || values instanceof BigUint64Array) out = int64ToNumbers(values);
  else out = new Float64Array(values as Float64Array);
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
