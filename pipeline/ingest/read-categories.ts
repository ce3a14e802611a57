import type { Vector } from 'apache-arrow';
import { ColumnRoom } from './column-room.ts';
import type { LabelDictionary } from './label-dictionary.ts';
import { readNumbers } from './read-numbers.ts';

/** An Arrow column of categories as codes of `dictionary`: integers, floats, booleans, strings, dictionaries of them. */
export function readCategories(
  vector: Vector,
  dictionary: LabelDictionary,
  room = new ColumnRoom(),
): Uint16Array {
  const type = String(vector.type);
  if (type.startsWith('Dictionary')) return readDictionary(vector, dictionary);
  if (type.includes('Utf8') || type === 'Bool') return readTexts(vector, dictionary);
  const { values: integers, nullCount } = vector.data[0] ?? {};
  const codes = room.codes(vector.length);
  if (integers instanceof BigInt64Array && nullCount === 0 && encodeSmall(integers, dictionary, codes)) {
    return codes;
  }
  const values = readNumbers(vector, room);
  // Beyond 2^53 neighbouring ids would fall together as float64.
  if (hasUnsafeInteger(values)) return readTexts(vector, dictionary);
  encodeNumbers(values, dictionary, codes);
  return codes;
}

/** Codes of integers from 0 to 65,535, from their bits; false at the first that is another. */
function encodeSmall(values: BigInt64Array, dictionary: LabelDictionary, codes: Uint16Array): boolean {
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * codes.length);
  const { dense } = dictionary;
  for (let i = 0; i < codes.length; i++) {
    const low = words[2 * i]!;
    if (low >>> 16 !== 0 || words[2 * i + 1] !== 0) return false;
    const code = dense[low]!;
    codes[i] = code >= 0 ? code : dictionary.codeOfNumber(low);
  }
  return true;
}

/** Codes of numbers, by table for small integers. */
function encodeNumbers(values: Float64Array, dictionary: LabelDictionary, codes: Uint16Array): void {
  const { dense } = dictionary;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const small = value & 0xffff;
    const code = small === value ? dense[small]! : -1;
    codes[i] = code >= 0 ? code : dictionary.codeOfNumber(value);
  }
}

function readTexts(vector: Vector, dictionary: LabelDictionary): Uint16Array {
  const codes = new Uint16Array(vector.length);
  for (let i = 0; i < codes.length; i++) {
    const value: unknown = vector.get(i);
    codes[i] = dictionary.codeOf(value === null || value === undefined ? '' : String(value));
  }
  return codes;
}

/** Only values that occur get a label, so that an unused dictionary entry does not count as seen. */
function readDictionary(vector: Vector, dictionary: LabelDictionary): Uint16Array {
  const data = vector.data[0]!;
  const values = data.dictionary as Vector;
  const codeOf = new Int32Array(values.length).fill(-1);
  const positions = data.values as Int32Array;
  const codes = new Uint16Array(vector.length);
  for (let i = 0; i < codes.length; i++) {
    const position = positions[i]!;
    const known = data.nullCount > 0 && !data.getValid(i) ? dictionary.codeOf('') : codeOf[position]!;
    if (known >= 0) codes[i] = known;
    else {
      const value: unknown = values.get(position);
      codes[i] = codeOf[position] = dictionary.codeOf(value === null ? '' : String(value));
    }
  }
  return codes;
}

function hasUnsafeInteger(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) return true;
  }
  return false;
}
