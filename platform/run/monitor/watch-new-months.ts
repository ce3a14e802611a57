import type { MonitorReport } from '../../../pipeline/monitor/monitor-report.ts';
import { readChampion } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { monthsAtHand } from './months-at-hand.ts';
import { watchMonth } from './watch-month.ts';

export interface WatchedMonths {
  /** In the order of the months. */
  readonly reports: readonly MonitorReport[];
  /** Why months had to be done without, whether to watch or to compare with. */
  readonly missing: readonly string[];
}

/**
 * Watches the months that are newer than those that the champion was trained and judged on, as far as the contract's
 * window reaches. The newest is looked at every time, so that there is a report on it; none is where there is no champion.
 *
 * @param known in order
 * @param isRecorded whether a file, by its sha256, was watched with the version before
 */
export async function watchNewMonths(
  workspace: Workspace,
  known: readonly string[],
  isRecorded: (period: string, version: string, sha256: string) => boolean,
): Promise<WatchedMonths> {
  const { folder } = workspace;
  const champion = readChampion(folder);
  if (champion === undefined) return { reports: [], missing: [] };
  const { max_periods, holdout } = folder.contract.window;
  const seen = [...champion.model.periods, ...champion.metrics.evaluation.periods].sort().at(-1)!;
  const wanted = known.filter((period) => period > seen).slice(-(max_periods + holdout));
  const { months, missing } = await monthsAtHand(workspace, wanted);
  const reports: MonitorReport[] = [];
  const gone = new Set(missing);
  for (const month of months) {
    const isKnown = isRecorded(month.period, champion.version, month.data.source.sha256);
    if (isKnown && month !== months.at(-1)) continue;
    const watched = await watchMonth(workspace, champion, month);
    reports.push(watched.report);
    for (const message of watched.missing) gone.add(message);
  }
  return { reports, missing: [...gone] };
}
