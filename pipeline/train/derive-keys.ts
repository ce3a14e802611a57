import type { Frame } from '../features/frame.ts';
import { BLOCK_ROWS, type KeyNode } from '../features/node.ts';

/**
 * Codes of keys that are functions of others.
 *
 * @param given those others, with their codes in `codes`
 * @returns for each wanted key, its code wherever `codes` gives one
 */
export function deriveKeys(
  frame: Frame,
  given: readonly KeyNode[],
  codes: readonly Int32Array[],
  wanted: readonly KeyNode[],
): Int32Array[] {
  const known = new Set(given);
  const rows = codes[0]!.length;
  const derived = wanted.map(() => new Int32Array(rows));
  for (let start = 0; start < rows; start += BLOCK_ROWS) {
    const n = Math.min(BLOCK_ROWS, rows - start);
    for (const [g, { out }] of given.entries()) out.set(codes[g]!.subarray(start, start + n));
    frame.derive(known, n);
    for (const [w, { out }] of wanted.entries()) derived[w]!.set(out.subarray(0, n), start);
  }
  return derived;
}
