import type { MonitorReport } from '../../../pipeline/monitor/monitor-report.ts';
import type { IngestedPeriod } from '../ingest-period.ts';
import type { PublishedVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { monitorMonth } from './monitor-month.ts';
import { monthsAtHand } from './months-at-hand.ts';

export interface WatchedReport {
  readonly report: MonitorReport;
  /** Why months to compare with had to be done without. */
  readonly missing: readonly string[];
}

/**
 * A month through the eyes of the champion: its rows beside those of the months that it was trained on, and its error
 * beside that on the months that judged it. Where one of those is gone, the recorded profile stands in, and no error is
 * compared.
 */
export async function watchMonth(
  workspace: Workspace,
  champion: PublishedVersion,
  current: IngestedPeriod,
): Promise<WatchedReport> {
  const { model, profile, metrics } = champion;
  const { periods } = model;
  const training = await monthsAtHand(workspace, periods);
  const judging = await monthsAtHand(workspace, metrics.evaluation.periods);
  const reference = training.missing.length === 0 ? { months: training.months } : { periods, profile };
  const report = await monitorMonth(workspace, {
    reference,
    current,
    scored: champion,
    judged: judging.months,
  });
  return { report, missing: [...training.missing, ...judging.missing] };
}
