import type { Addition } from './loop.ts';
import type { F64, I32 } from './value.ts';

/** Bytes of a number. */
export const NUMBER_BYTES = 8;

/** Adds values to sums that lie one behind another, the first so many bytes behind an address. */
export const additions = (to: I32, offset: number, values: readonly F64[]): Addition[] =>
  values.map((value, i) => ({ value, to, offset: offset + NUMBER_BYTES * i }));
