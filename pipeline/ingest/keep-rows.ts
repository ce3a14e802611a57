import type { Contract } from '../contract/schema.ts';
import type { Block } from './block.ts';
import { ColumnRoom } from './column-room.ts';

const MS_PER_MINUTE = 60_000;

/** The target of every row, NaN where it cannot be computed. */
export function targetValues(
  target: Contract['target'],
  block: Block,
  room = new ColumnRoom(),
): Float64Array {
  if ('column' in target) return block.numbers[target.column]!;
  const [from, to] = target.minutes_between;
  const start = block.numbers[from]!;
  const end = block.numbers[to]!;
  const out = room.floats(block.rows);
  for (let i = 0; i < out.length; i++) out[i] = (end[i]! - start[i]!) / MS_PER_MINUTE;
  return out;
}

/** Positions of the rows whose target lies in the contract's range, both ends included; NaN never does. */
export function keepRows(
  targets: Float64Array,
  [low, high]: readonly [number, number],
  room = new ColumnRoom(),
): Uint32Array {
  const kept = room.words(targets.length);
  let count = 0;
  for (let i = 0; i < targets.length; i++) {
    const value = targets[i]!;
    // Written past the count and overtaken by the next kept row: no branch in the loop.
    kept[count] = i;
    count += value >= low && value <= high && Number.isFinite(value) ? 1 : 0;
  }
  return kept.subarray(0, count);
}
