import type { OutputLabels } from './output-rows.ts';

/** Which rows have a value, as Arrow keeps it: a bit a row. */
export interface Validity {
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
}

/** Texts end to end, and where each starts. */
export interface TextBuffers {
  readonly data: Uint8Array;
  readonly valueOffsets: Int32Array;
}

const TWO_TO_32 = 4294967296;

/** Milliseconds as microseconds, in int64 of two words each: a BigInt a value would take ten times as long. */
export function microseconds(ms: Float64Array, rows: number): BigInt64Array {
  const words = new Int32Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    const value = Math.round(ms[row]! * 1000);
    words[2 * row] = value;
    words[2 * row + 1] = Math.floor(value / TWO_TO_32);
  }
  return new BigInt64Array(words.buffer);
}

/** Labels that are integers of up to 64 bits, likewise. */
export function labelIntegers({ codes, labels }: OutputLabels, rows: number): BigInt64Array {
  const integers = new Int32Array(BigInt64Array.from(labels, BigInt).buffer);
  const words = new Int32Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    words[2 * row] = integers[2 * codes[row]!]!;
    words[2 * row + 1] = integers[2 * codes[row]! + 1]!;
  }
  return new BigInt64Array(words.buffer);
}

export function labelTexts({ codes, labels }: OutputLabels, rows: number): TextBuffers {
  const texts = labels.map((label) => new TextEncoder().encode(label));
  return textBuffers(
    Array.from({ length: rows }, (_, row) => texts[codes[row]!]!),
    rows,
  );
}

export function noteTexts(notes: ReadonlyMap<number, string>, rows: number): TextBuffers {
  const texts: (Uint8Array | undefined)[] = new Array(rows);
  // Notes recur: encoding each text once takes a tenth of the time.
  const encoded = new Map<string, Uint8Array>();
  for (const [row, text] of notes) {
    const known = encoded.get(text) ?? new TextEncoder().encode(text);
    encoded.set(text, known);
    texts[row] = known;
  }
  return textBuffers(texts, rows);
}

/** Rows that are not NaN; undefined where all have a value. */
export function validNumbers(values: Float64Array, rows: number): Validity | undefined {
  let nullCount = 0;
  for (let row = 0; row < rows; row++) if (Number.isNaN(values[row]!)) nullCount++;
  return nullCount === 0 ? undefined : validity(rows, nullCount, (row) => !Number.isNaN(values[row]!));
}

/** Rows whose label is not ''; undefined where all have one. */
export function validLabels({ codes, labels }: OutputLabels, rows: number): Validity | undefined {
  const nothing = labels.indexOf('');
  if (nothing < 0) return undefined;
  let nullCount = 0;
  for (let row = 0; row < rows; row++) if (codes[row] === nothing) nullCount++;
  return nullCount === 0 ? undefined : validity(rows, nullCount, (row) => codes[row] !== nothing);
}

function validity(rows: number, nullCount: number, isValid: (row: number) => boolean): Validity {
  const nullBitmap = new Uint8Array(Math.ceil(rows / 8));
  for (let row = 0; row < rows; row++) if (isValid(row)) nullBitmap[row >> 3]! |= 1 << (row & 7);
  return { nullCount, nullBitmap };
}

function textBuffers(texts: readonly (Uint8Array | undefined)[], rows: number): TextBuffers {
  const valueOffsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) valueOffsets[row + 1] = valueOffsets[row]! + (texts[row]?.length ?? 0);
  const data = new Uint8Array(valueOffsets[rows]!);
  for (let row = 0; row < rows; row++) {
    const text = texts[row];
    if (text) data.set(text, valueOffsets[row]!);
  }
  return { data, valueOffsets };
}
