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
  const ms = scope.timestamp(column).out;
  const name = (code: number) =>
    `${DAYS[Math.floor(code / HALF_HOURS_A_DAY)]} ${clock((code % HALF_HOURS_A_DAY) * 30)}`;
  return keyNode(`half_hour_of_week(${column})`, HALF_HOURS_A_WEEK, name, [], (out, n) => {
    for (let i = 0; i < n; i++) {
      const t = Math.floor(ms[i]! / HALF_HOUR_MS) + EPOCH_OFFSET;
      out[i] = Number.isNaN(t) ? -1 : t - Math.floor(t / HALF_HOURS_A_WEEK) * HALF_HOURS_A_WEEK;
    }
  });
};

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
    return keyNode(scope.label, size, name, [root], (out, n) => {
      for (let i = 0; i < n; i++) out[i] = root.out[i]! < 0 ? -1 : table[root.out[i]!]!;
    });
  },
});

const day = (h: number) => Math.floor(h / HALF_HOURS_A_DAY);
const hour = (h: number) => (h % HALF_HOURS_A_DAY) >> 1;

const hourNumber = (scope: FunctionScope) => {
  const ms = scope.timestamp(scope.column(0)).out;
  return numberNode(scope.label, (out, n) => {
    // Not by %, which divides in a loop of its own where numbers may have fractions.
    for (let i = 0; i < n; i++) out[i] = (ms[i]! - Math.floor(ms[i]! / DAY_MS) * DAY_MS) / HOUR_MS;
  });
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
