import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import type { InvalidMonth } from '../../pipeline/monitor/watch.ts';
import { makeFolder } from '../make-folder.ts';
import { type IngestedPeriod, ingestPeriod, searchRequest } from '../run/ingest-period.ts';
import { readChampion } from '../run/published.ts';
import { invalidOf, validatePeriods } from '../run/validate-periods.ts';
import type { Workspace } from '../run/workspace.ts';

export interface TakenIn {
  /** Months to train and judge on, in order. */
  readonly valid: string[];
  readonly invalid: InvalidMonth[];
  /** What should be seen although it stops nothing. */
  readonly warnings: string[];
}

/** What says that the file itself is at fault. */
const FAULTY: ReadonlySet<string> = new Set(['data', 'schema']);

/**
 * Fetches new months and judges them by the contract's checks. What breaks them is put aside, where no stage finds it.
 *
 * @param periods in order
 * @throws RatchetError for anything but a faulty month
 */
export async function takeInMonths(workspace: Workspace, periods: readonly string[]): Promise<TakenIn> {
  const months: IngestedPeriod[] = [];
  const invalid: InvalidMonth[] = [];
  for (const period of periods) {
    try {
      months.push(await ingestPeriod(workspace, period));
    } catch (error) {
      if (!(error instanceof RatchetError) || !FAULTY.has(error.code)) throw error;
      invalid.push({ period, faults: [{ message: error.message, rows: null }] });
    }
  }
  const reports = validatePeriods(workspace, months, readChampion(workspace.folder)?.profile);
  invalid.push(...invalidOf(reports));
  for (const { period } of invalid)
    quarantine(
      workspace,
      months.find((month) => month.period === period),
    );
  return {
    valid: reports.filter(({ ok }) => ok).map(({ period }) => period),
    invalid: invalid.sort((a, b) => (a.period < b.period ? -1 : 1)),
    warnings: reports.flatMap(({ period, violations }) =>
      violations
        .filter(({ severity }) => severity === 'warning')
        .map(({ message }) => `${period}: ${message}`),
    ),
  };
}

/** Moves a fetched month away, so that nothing takes it for one of the model's; it is fetched anew next time. */
function quarantine(workspace: Workspace, month: IngestedPeriod | undefined): void {
  const { downloadDir } = searchRequest(workspace);
  const path = month?.found.path;
  if (path === undefined || dirname(path) !== downloadDir || !existsSync(path)) return;
  const folder = join(workspace.cacheDir, 'quarantine');
  makeFolder(folder);
  renameSync(path, join(folder, basename(path)));
}
