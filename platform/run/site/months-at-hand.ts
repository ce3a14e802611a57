import { RatchetError } from '../../../pipeline/errors.ts';
import { ingestPeriod, knownPeriods, readLock } from '../ingest-period.ts';
import type { Workspace } from '../workspace.ts';

export interface MonthsAtHand {
  /** Ascending. */
  readonly periods: readonly string[];
  /** Why a locked month is not among them: period → what went wrong. */
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * The months that a site can be built on: those on this machine, and where `fetch` is set every one that was ever
 * locked. A month that cannot be had is told, and leaves a gap: a site is worth more than one month of it.
 */
export async function monthsAtHand(workspace: Workspace, fetch: boolean): Promise<MonthsAtHand> {
  const known = knownPeriods(workspace);
  const missing = new Map<string, string>();
  const fetched: string[] = [];
  const wanted = fetch
    ? Object.keys(readLock(workspace).months).filter((period) => !known.includes(period))
    : [];
  for (const period of wanted) {
    try {
      await ingestPeriod(workspace, period);
      fetched.push(period);
    } catch (error) {
      if (!(error instanceof RatchetError)) throw error;
      missing.set(period, error.message);
    }
  }
  return { periods: [...known, ...fetched].sort(), missing };
}
