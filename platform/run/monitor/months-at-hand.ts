import { RatchetError } from '../../../pipeline/errors.ts';
import { type IngestedPeriod, ingestPeriod } from '../ingest-period.ts';
import type { Workspace } from '../workspace.ts';

/** Months that can be had, and why the others cannot. */
export interface MonthsAtHand {
  readonly months: readonly IngestedPeriod[];
  readonly missing: readonly string[];
}

/** What says that a month is nowhere any more as it was locked. */
const GONE: ReadonlySet<string> = new Set(['not-found', 'lock']);

/** Ingests those of some months that are not gone. Throws a RatchetError for whatever else is wrong with one. */
export async function monthsAtHand(workspace: Workspace, periods: readonly string[]): Promise<MonthsAtHand> {
  const months: IngestedPeriod[] = [];
  const missing: string[] = [];
  for (const period of periods) {
    try {
      months.push(await ingestPeriod(workspace, period));
    } catch (error) {
      if (!(error instanceof RatchetError) || !GONE.has(error.code)) throw error;
      missing.push(error.message);
    }
  }
  return { months, missing };
}
