import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import { mapped } from '../../wasm/table.ts';
import { type F64, select } from '../../wasm/value.ts';
import { type KeyNode, keyNode, numberNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const HALF_HOUR_MS = 1_800_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const HALF_HOURS_A_DAY = 48;
const HALF_HOURS_A_WEEK = 7 * HALF_HOURS_A_DAY;
/** 1970-01-01 was a Thursday; weeks start on Monday. */
const EPOCH_OFFSET = 3 * HALF_HOURS_A_DAY;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Every part of time is a function of the half-hour of the week, which is therefore their common root. */
const halfHourOfWeek = (scope: FunctionScope): KeyNode => {
  const column = scope.column(0);
  const ms = scope.timestamp(column);
  const name = (code: number) =>
    `${DAYS[Math.floor(code / HALF_HOURS_A_DAY)]} ${clock((code % HALF_HOURS_A_DAY) * 30)}`;
  const halfHour = f64.add(f64.floor(f64.div(ms, f64.constant(HALF_HOUR_MS))), f64.constant(EPOCH_OFFSET));
  const ofWeek = i32.truncate(remainder(halfHour, HALF_HOURS_A_WEEK));
  // Numbers that are no times leave remainders that are none either.
  const isKnown = i32.and(f64.equal(ms, ms), i32.below(ofWeek, i32.constant(HALF_HOURS_A_WEEK)));
  const value = select(ofWeek, i32.constant(-1), isKnown);
  return keyNode(scope.columns, `half_hour_of_week(${column})`, value, { size: HALF_HOURS_A_WEEK, name });
};

/** What is left of a whole number after whole weeks, or the like. */
const remainder = (x: F64, divisor: number): F64 =>
  f64.sub(x, f64.mul(f64.floor(f64.div(x, f64.constant(divisor))), f64.constant(divisor)));

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const part = (
  word: string,
  size: number,
  of: (halfHour: number) => number,
  name: (code: number) => string,
): FeatureFunction => ({
  name: word,
  usage: `${word}(timestamp)`,
  gives: 'key',
  arity: [1, 1],
  compile: (scope) => {
    const root = scope.sibling('half_hour_of_week');
    const table = Int32Array.from({ length: HALF_HOURS_A_WEEK }, (_, h) => of(h));
    return keyNode(scope.columns, scope.label, mapped(table, root.value), { size, name, roots: [root] });
  },
});

const day = (h: number) => Math.floor(h / HALF_HOURS_A_DAY);
const hour = (h: number) => (h % HALF_HOURS_A_DAY) >> 1;

const hourNumber = (scope: FunctionScope) => {
  const ms = scope.timestamp(scope.column(0));
  const hours = f64.div(remainder(ms, DAY_MS), f64.constant(HOUR_MS));
  return numberNode(scope.columns, scope.label, hours);
};

/** Parts of a timestamp, on the wall clock of the data. */
export const time: readonly FeatureFunction[] = [
  part(
    'weekend',
    2,
    (h) => (day(h) >= 5 ? 1 : 0),
    (c) => (c ? 'weekend' : 'weekday'),
  ),
  part('weekday', 7, day, (c) => DAYS[c]!),
  part('hour', 24, hour, (c) => clock(c * 60)),
  part(
    'half_hour',
    HALF_HOURS_A_DAY,
    (h) => h % HALF_HOURS_A_DAY,
    (c) => clock(c * 30),
  ),
  part(
    'hour_of_week',
    168,
    (h) => h >> 1,
    (c) => `${DAYS[Math.floor(c / 24)]} ${clock((c % 24) * 60)}`,
  ),
  {
    name: 'half_hour_of_week',
    usage: 'half_hour_of_week(timestamp)',
    gives: 'key',
    arity: [1, 1],
    compile: halfHourOfWeek,
  },
  {
    name: 'hour_number',
    usage: 'hour_number(timestamp)',
    gives: 'number',
    arity: [1, 1],
    compile: hourNumber,
  },
];
