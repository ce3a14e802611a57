import type { MonthRecord } from '../records/month-record.ts';
import type { RunRecord } from '../records/run-record.ts';
import { type AcceptedMonths, reasonToAccept } from '../validate/accepted-months.ts';
import { unbroken, type WatchedMonth } from './history.ts';

/** A month as it was watched, and the sha256 of its file then. */
export type HistoryMonth = WatchedMonth & Pick<MonthRecord, 'digest'>;

/**
 * Months as they were watched, in order; of one that was watched more than once, the last time.
 *
 * @param records oldest first
 */
export function watchedMonths(records: readonly MonthRecord[]): HistoryMonth[] {
  const months = new Map<string, HistoryMonth>();
  for (const { period, digest, verdict, sentences } of records)
    months.set(period, { period, digest, causes: verdict.causes, sentences });
  return [...months.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The same, where people accepted some of these very files: of those only what does not break them counts. */
export const withAccepted = (history: readonly HistoryMonth[], accepted: AcceptedMonths): HistoryMonth[] =>
  history.map((month) =>
    reasonToAccept(accepted, month.period, month.digest) === undefined
      ? month
      : { ...unbroken(month), digest: month.digest },
  );

/**
 * Months that continuous training has judged a candidate on. One whose file is another by now is none of them; nor is one
 * on which nothing could be decided, or whose winner was lost on its way to the default branch.
 */
export function judgedMonths(
  runs: readonly Pick<RunRecord, 'trigger' | 'verdict' | 'data' | 'artifacts'>[],
  history: readonly HistoryMonth[],
): Set<string> {
  const digests = new Map(history.map(({ period, digest }) => [period, digest]));
  return new Set(
    runs.flatMap(({ trigger, verdict, data, artifacts }) => {
      const [newest] = data.filter(({ role }) => role === 'holdout').slice(-1);
      if (trigger !== 'continuous-training' || newest === undefined || verdict === undefined) return [];
      if (verdict.kind === 'undecided' || (verdict.kind === 'promote' && artifacts['release'] === undefined))
        return [];
      const digest = digests.get(newest.period);
      return digest === undefined || digest === newest.sha256 ? [newest.period] : [];
    }),
  );
}
