import { z } from 'zod';
import { periodBounds } from '../ingest/period.ts';
import type { Profile } from '../validate/profile.ts';

export const volumeSchema = z.strictObject({
  reference: z.number().describe('Rows a day'),
  current: z.number(),
  ratio: z.number(),
  /** Days of the month without a row. */
  missingDays: z.array(z.string()),
  drifted: z.boolean(),
});

export const freshnessSchema = z.strictObject({
  lastDay: z.string().nullable(),
  ageDays: z.number().int().nullable().describe('Days from the last row to the day of the report'),
  maxDays: z.number().nullable().describe("The contract's freshness_days"),
  drifted: z.boolean(),
});

/** Neighbouring months differ by less; a feed that lost half its rows or has them twice differs by more. */
const [LEAST_RATIO, MOST_RATIO] = [0.6, 1.7];
const DAY_MS = 86_400_000;
/** Standard errors that noise stays below. */
const REACH = 3;

/** Rows a day against the reference's, and days that have none. */
export function volumeOf(
  reference: Profile,
  current: Profile,
  bounds: readonly [startMs: number, endMs: number],
): z.infer<typeof volumeSchema> {
  const perDay = ({ days }: Profile) =>
    Object.values(days).reduce((sum, n) => sum + n, 0) / Math.max(1, Object.keys(days).length);
  const [before, now] = [perDay(reference), perDay(current)];
  const ratio = before > 0 ? now / before : 1;
  const days = Array.from({ length: (bounds[1] - bounds[0]) / DAY_MS }, (_, day) =>
    new Date(bounds[0] + day * DAY_MS).toISOString().slice(0, 10),
  );
  const missingDays = days.filter((day) => !(day in current.days));
  const share = missingShare(reference);
  const usual = days.length * share + REACH * Math.sqrt(days.length * share * (1 - share));
  const drifted = ratio < LEAST_RATIO || ratio > MOST_RATIO || missingDays.length > usual;
  return { reference: before, current: now, ratio, missingDays, drifted };
}

/** Share of the days of a profile's months that have no row: there are sources that rest on Sundays. */
function missingShare({ days }: Profile): number {
  const months = [...new Set(Object.keys(days).map((day) => day.slice(0, 7)))];
  const all = months.reduce((sum, month) => {
    const [start, end] = periodBounds(month);
    return sum + (end - start) / DAY_MS;
  }, 0);
  return all === 0 ? 1 : 1 - Object.keys(days).length / all;
}

/** @param asOf YYYY-MM-DD; left out for a month that does not have to be fresh */
export function freshnessOf(
  { days }: Profile,
  maxDays: number | undefined,
  asOf: string | undefined,
): z.infer<typeof freshnessSchema> {
  const lastDay = Object.keys(days).sort().at(-1) ?? null;
  if (asOf === undefined || lastDay === null)
    return { lastDay, ageDays: null, maxDays: maxDays ?? null, drifted: lastDay === null };
  const ageDays = Math.round((Date.parse(asOf) - Date.parse(lastDay)) / DAY_MS);
  return { lastDay, ageDays, maxDays: maxDays ?? null, drifted: maxDays !== undefined && ageDays > maxDays };
}
