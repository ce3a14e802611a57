import { RatchetError } from '../errors.ts';

const PERIOD = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** A calendar month as `YYYY-MM`. As text, earlier months sort first. */
export type Period = string;

export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/** Milliseconds since 1970 at which a month starts and the next one starts, on the wall clock. Throws `usage`. */
export function periodBounds(period: Period): readonly [startMs: number, endMs: number] {
  const [year, month] = split(period);
  return [Date.UTC(year, month - 1), Date.UTC(year, month)];
}

/** The month `steps` later (earlier when negative). Throws `usage`. */
export function shiftPeriod(period: Period, steps: number): Period {
  const [year, month] = split(period);
  return periodOf(Date.UTC(year, month - 1 + steps));
}

/** The month that a time lies in. */
export function periodOf(ms: number): Period {
  return new Date(ms).toISOString().slice(0, 7);
}

/** The month that a file name carries, if any: `green_tripdata_2021-01.parquet` → `2021-01`. */
export function periodInName(file: string): Period | undefined {
  const matches = [...file.matchAll(/(?<!\d)(\d{4}-(?:0[1-9]|1[0-2]))(?!\d)/g)];
  return matches.at(-1)?.[1];
}

function split(period: Period): [year: number, month: number] {
  const match = PERIOD.exec(period);
  if (match) return [Number(match[1]), Number(match[2])];
  throw new RatchetError('usage', `expected a month such as 2021-01, found "${period}"`, {
    hint: 'write a month as YYYY-MM, or give the path of a .parquet or .csv file',
  });
}
