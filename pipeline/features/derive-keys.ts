import { Arena } from '../wasm/arena.ts';
import { instantiate } from '../wasm/instantiate.ts';
import { loopModule, position } from '../wasm/loop.ts';
import { placement } from '../wasm/placement.ts';
import { entry } from '../wasm/table.ts';
import type { Value } from '../wasm/value.ts';
import { BLOCK_ROWS, type KeyNode } from './node.ts';

/** One for all calls, which come by the hundred: a memory takes much room among addresses, however small it is. */
let arena: Arena | undefined;

/**
 * Codes of keys that are functions of others, for rows that stand in no block.
 *
 * @param given those others, with their codes in `codes`; there must be some
 * @returns for each wanted key, its code in every row
 */
export function deriveKeys(
  given: readonly KeyNode[],
  codes: readonly Int32Array[],
  wanted: readonly KeyNode[],
): Int32Array[] {
  const rows = codes[0]!.length;
  const derived = wanted.map(() => new Int32Array(rows));
  if (rows === 0) return derived;
  arena ??= new Arena();
  arena.clear();
  const place = placement(arena);
  const inputs = given.map(() => new Int32Array(BLOCK_ROWS));
  const known = new Map<Value, Value>(given.map(({ value }, g) => [value, entry(inputs[g]!, position)]));
  const columns = wanted.map(({ value }) => ({ value, at: arena!.allocate(inputs[0]!.byteLength) }));
  const run = instantiate(loopModule(columns, place, known), arena);
  for (let start = 0; start < rows; start += BLOCK_ROWS) {
    const end = Math.min(rows, start + BLOCK_ROWS);
    for (const [g, input] of inputs.entries()) arena.write(place(input), codes[g]!.subarray(start, end));
    run(end - start);
    for (const [w, { at }] of columns.entries())
      arena.read(at, end - start, derived[w]!.subarray(start, end));
  }
  return derived;
}
