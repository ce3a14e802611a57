import type { Contract } from '../contract/schema.ts';
import { periodBounds, shiftPeriod } from '../ingest/period.ts';
import { plural } from '../report/format.ts';
import { daysBetween } from './age-reason.ts';

/**
 * The next month and that it should have come by now, as a sentence; undefined where it may still come in time, or where the
 * contract has no check of freshness that says when.
 *
 * @param newest the newest month that there is
 * @param today YYYY-MM-DD
 */
export function overdueWarning(
  { checks }: Pick<Contract, 'checks'>,
  newest: string,
  today: string,
): { period: string; sentence: string } | undefined {
  const limits = checks.flatMap((check) => ('freshness_days' in check ? [check.freshness_days] : []));
  if (limits.length === 0) return undefined;
  const days = daysBetween(new Date(periodBounds(newest)[1]).toISOString(), today);
  const limit = Math.min(...limits);
  if (days <= limit) return undefined;
  const period = shiftPeriod(newest, 1);
  const sentence = `${period} is overdue: ${newest} ended ${plural(days, 'day')} ago, and freshness_days is ${limit}.`;
  return { period, sentence };
}
