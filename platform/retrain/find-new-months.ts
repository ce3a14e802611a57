import { RatchetError } from '../../pipeline/errors.ts';
import { shiftPeriod } from '../../pipeline/ingest/period.ts';
import type { Workspace } from '../run/workspace.ts';
import { newestPeriod } from '../sources/newest-period.ts';
import { sourceOf } from '../sources/registry.ts';

/**
 * Months of the source that the lock does not know and that the contract's window takes in: the newest and those right
 * before it, in order. None where nothing is newer than what is locked.
 *
 * @param newestLocked the newest month that is locked
 * @param wanted the month to take for the newest; the newest that is published where left out
 * @throws RatchetError `not-found` where the wanted month is not published; `network` where the source does not answer
 */
export async function findNewMonths(
  { folder, today, mirror }: Workspace,
  newestLocked: string,
  wanted: string | undefined,
): Promise<string[]> {
  const { contract } = folder;
  const source = sourceOf(contract);
  const until = wanted ?? today.slice(0, 7);
  const newest = await newestPeriod(source, { contract, mirror }, { after: newestLocked, until });
  if (wanted !== undefined && newest !== wanted) {
    throw new RatchetError('not-found', `${wanted} is no new month of the source`, {
      hint: `name one after ${newestLocked} that is published, or none for the newest`,
    });
  }
  if (newest === undefined) return [];
  const { max_periods, holdout } = contract.window;
  const months: string[] = [];
  for (let steps = max_periods + holdout - 1; steps > 0; steps--) {
    const period = shiftPeriod(newest, -steps);
    if (period > newestLocked && (await source.probe({ contract, mirror, period }))) months.push(period);
  }
  return [...months, newest];
}
