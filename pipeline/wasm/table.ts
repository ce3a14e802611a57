import { i32 } from './i32.ts';
import { unsignedLeb } from './leb128.ts';
import type { F64, I32, TableData } from './value.ts';

/** An entry of a table; `index` has to lie in it. */
export const entry = (table: Int32Array, index: I32): I32 => ({
  type: 'i32',
  operands: [i32.shiftLeft(index, i32.constant(2))],
  code: (place) => [0x28, 2, ...unsignedLeb(place(table))],
});

/** The same of a table that lies at an address already. */
export const entryAt = (address: number, index: I32): I32 =>
  i32.load(i32.shiftLeft(index, i32.constant(2)), address);

/** The same of a table of numbers. */
export const numberEntry = (table: Float64Array, index: I32): F64 => ({
  type: 'f64',
  operands: [i32.shiftLeft(index, i32.constant(3))],
  code: (place) => [0x2b, 3, ...unsignedLeb(place(table))],
});

/** A table behind one more entry, that of code -1: what counts for keys that were never seen. */
export function withUnknown<T extends TableData>(unknown: number, table: T): T {
  const all = (table instanceof Float64Array
    ? new Float64Array(table.length + 1)
    : new Int32Array(table.length + 1)) as unknown as T;
  all[0] = unknown;
  all.set(table, 1);
  return all;
}

const next = (code: I32) => i32.add(code, i32.constant(1));

/** What a table tells of codes from 0 on, and `unknown` for -1. */
export const mapped = (table: Int32Array, code: I32, unknown = -1): I32 =>
  entry(withUnknown(unknown, table), next(code));

/** The same of a table of numbers. */
export const mappedNumber = (table: Float64Array, code: I32, unknown: number): F64 =>
  numberEntry(withUnknown(unknown, table), next(code));
