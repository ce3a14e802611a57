import { type MonthRecord, monthRecord, monthRecordSchema } from '../../../pipeline/records/month-record.ts';
import { ingestAll, ingestPeriod } from '../ingest-period.ts';
import { monitorMonth, type Reference } from '../monitor/monitor-month.ts';
import type { PublishedVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { measuredOnce } from './measured-once.ts';

/**
 * Looks at months as monitoring does, through the eyes of the version in production.
 *
 * @param periods months to look at
 * @param atHand months that can be compared with
 */
export async function lookAtMonths(
  workspace: Workspace,
  scored: PublishedVersion,
  periods: readonly string[],
  atHand: readonly string[],
): Promise<MonthRecord[]> {
  const { model, digest, metrics } = scored;
  const judging = metrics.evaluation.periods.filter((period) => atHand.includes(period));
  const looked: MonthRecord[] = [];
  for (const period of periods) {
    const current = await ingestPeriod(workspace, period);
    const look = async () => {
      const reference = await referenceOf(workspace, scored, atHand);
      const judged = await ingestAll(workspace, judging);
      const report = await monitorMonth(workspace, { reference, scored, current, judged });
      return monthRecord(report, { at: `${workspace.today}T00:00:00.000Z`, runUrl: '' });
    };
    const what = {
      model: digest,
      month: current.month.sha256,
      beside: [...model.periods, ...judging].filter((one) => atHand.includes(one)).join(),
      figure: 'drift',
    };
    looked.push(await measuredOnce(workspace, what, monthRecordSchema, look));
  }
  return looked;
}

/** The months of training; where one is not at hand, the profile that stands for them. */
async function referenceOf(
  workspace: Workspace,
  { model, profile }: PublishedVersion,
  atHand: readonly string[],
): Promise<Reference> {
  const isThere = model.periods.every((period) => atHand.includes(period));
  return isThere
    ? { months: await ingestAll(workspace, model.periods) }
    : { periods: model.periods, profile };
}
