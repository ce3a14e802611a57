import type { MonthRecord } from '../records/month-record.ts';

/** A month as monitoring saw it. Without the address of a run it was looked at for the site. */
export type ShownMonth = Omit<MonthRecord, 'schemaVersion' | 'id' | 'model'>;

/**
 * One look at each month, oldest month first. A record of an earlier version gives way to a look through the eyes of the
 * one that is live; of two records the later one counts.
 */
export function watchedMonths(recorded: readonly ShownMonth[], looked: readonly ShownMonth[]): ShownMonth[] {
  const months = new Map([...recorded, ...looked].map((month) => [month.period, month]));
  return [...months.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}
