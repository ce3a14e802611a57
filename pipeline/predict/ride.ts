import type { Block } from '../ingest/block.ts';
import { wallClock } from './wall-clock.ts';

/** A value as people and JSON have it: a number, a label, a timestamp as text; null for none. */
export type InputValue = number | string | null;

/** One row of a block as a block of its own. */
export function rideOf({ numbers, codes, labels }: Block, row: number): Block {
  const pick = <A extends Float64Array | Uint16Array>(columns: Readonly<Record<string, A>>) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, values.slice(row, row + 1) as A]),
    );
  return { rows: 1, numbers: pick(numbers), codes: pick(codes), labels };
}

/** What a ride says in one column. An infinite number is text: JSON has no other word for it. */
export function inputValue({ numbers, codes, labels }: Block, name: string, isTime: boolean): InputValue {
  const code = codes[name]?.[0];
  if (code !== undefined) return labels[name]![code] || null;
  const value = numbers[name]![0]!;
  if (Number.isNaN(value)) return null;
  if (isTime) return wallClock(value);
  return Number.isFinite(value) ? value : String(value);
}
