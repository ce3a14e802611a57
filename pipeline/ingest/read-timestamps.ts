import type { Vector } from 'apache-arrow';
import { ColumnRoom } from './column-room.ts';
import { readNumbers } from './read-numbers.ts';

/** Arrow type as printed → milliseconds since 1970 from its integers, in place. */
const SCALES: readonly [RegExp, (values: Float64Array) => void][] = [
  [/^(Null|Date64|Timestamp<MILLISECOND)/, () => {}],
  [/^Date32/, (values) => multiply(values, 86_400_000)],
  [/^Timestamp<SECOND/, (values) => multiply(values, 1000)],
  [/^Timestamp<MICROSECOND/, (values) => divide(values, 1000)],
  [/^Timestamp<NANOSECOND/, nanosecondsToMs],
];

/** An Arrow column of timestamps or dates as milliseconds since 1970 on its own clock, NaN where null. */
export function readTimestamps(vector: Vector, room = new ColumnRoom()): Float64Array {
  const type = String(vector.type);
  const values = readNumbers(vector, room);
  const inner = /^Dictionary<[^,]+, (.+)>$/.exec(type)?.[1] ?? type;
  SCALES.find(([pattern]) => pattern.test(inner))?.[1](values);
  return values;
}

function multiply(values: Float64Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * factor;
}

function divide(values: Float64Array, divisor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = values[i]! / divisor;
}

/** Today's nanoseconds exceed 2^53 and are off by up to 128; whole microseconds bring back what every unit agrees on. */
function nanosecondsToMs(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.round(values[i]! / 1000) / 1000;
}
