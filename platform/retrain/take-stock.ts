import type { Stock } from '../../pipeline/monitor/watch.ts';
import { overdueWarning } from '../../pipeline/retrain/overdue.ts';
import { lockedPeriods } from '../run/choose-periods.ts';
import type { Workspace } from '../run/workspace.ts';
import { findNewMonths } from './find-new-months.ts';
import { republishedMonths } from './republished-months.ts';
import { takeInMonths } from './take-in-months.ts';

/**
 * Looks at the source for new months, takes in those that are valid, and compares the locked ones of the window with
 * what their publisher has now.
 *
 * @param wanted the month to take for the newest; the newest that is published where left out
 * @throws RatchetError `network` where the source does not answer: what it does not say is not taken for a no
 */
export async function takeStock(workspace: Workspace, wanted: string | undefined): Promise<Stock> {
  const { folder, today } = workspace;
  const { contract } = folder;
  const locked = lockedPeriods(workspace);
  const newestLocked = locked.at(-1);
  if (newestLocked === undefined) {
    const none = `No month of ${folder.name} is locked yet: lock two or more by npm run ratchet -- ingest --lock.`;
    return { known: [], fresh: [], invalid: [], republished: [], overdue: null, warnings: [none] };
  }
  const found = await findNewMonths(workspace, newestLocked, wanted);
  const { valid, invalid, warnings } = await takeInMonths(workspace, found);
  const { max_periods, holdout } = contract.window;
  return {
    known: [...locked, ...valid].sort(),
    fresh: valid,
    invalid,
    republished: await republishedMonths(workspace, locked.slice(-(max_periods + holdout))),
    overdue: overdueWarning(contract, [newestLocked, ...found].sort().at(-1)!, today) ?? null,
    warnings,
  };
}
