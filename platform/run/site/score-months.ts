import { z } from 'zod';
import { rmseOver } from '../../../pipeline/evaluate/rmse-over.ts';
import type { MonthScore } from '../../../pipeline/site/error-history.ts';
import { createExecutor } from '../../executor.ts';
import { ingestPeriod } from '../ingest-period.ts';
import type { PublishedVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { measuredOnce } from './measured-once.ts';

/**
 * Every version's error on every month, on the rows that the contract keeps today.
 *
 * @throws RatchetError as reading a month does
 */
export async function scoreMonths(
  workspace: Workspace,
  versions: readonly Pick<PublishedVersion, 'version' | 'digest' | 'model'>[],
  periods: readonly string[],
): Promise<MonthScore[]> {
  if (versions.length === 0) return [];
  const scores: MonthScore[] = [];
  for (const period of periods) {
    const { data, month } = await ingestPeriod(workspace, period);
    if (data.rows === 0) continue;
    for (const { version, digest, model } of versions) {
      const measure = () =>
        rmseOver(model, workspace.folder.contract, createExecutor(workspace.pool, [data]));
      const what = { model: digest, month: month.sha256, figure: 'rmse' };
      const rmse = await measuredOnce(workspace, what, z.number(), measure);
      scores.push({ version, period, rmse, isTrained: model.periods.includes(period) });
    }
  }
  return scores;
}
