import { RatchetError } from '../../pipeline/errors.ts';
import { shiftPeriod } from '../../pipeline/ingest/period.ts';
import { readLock } from '../run/ingest-period.ts';
import { readAcceptedMonths } from '../run/read-accepted-months.ts';
import type { Workspace } from '../run/workspace.ts';
import { newestPeriod } from '../sources/newest-period.ts';
import { sourceOf } from '../sources/registry.ts';

/**
 * Months of the source that the lock does not know and that the contract's window takes in: the newest and those right
 * before it, in order. Of those that are older than what is locked, only what a person has accepted since it was passed
 * over.
 *
 * @param newestLocked the newest month that is locked
 * @param wanted the month to take for the newest; the newest that is published where left out
 * @throws RatchetError `not-found` where the wanted month is not published; `network` where the source does not answer
 */
export async function findNewMonths(
  workspace: Workspace,
  newestLocked: string,
  wanted: string | undefined,
): Promise<string[]> {
  const { folder, today, mirror } = workspace;
  const { contract } = folder;
  const source = sourceOf(contract);
  const until = wanted ?? today.slice(0, 7);
  const newest = await newestPeriod(source, { contract, mirror }, { after: newestLocked, until });
  if (wanted !== undefined && newest !== wanted) {
    throw new RatchetError('not-found', `${wanted} is no new month of the source`, {
      hint: `name one after ${newestLocked} that is published, or none for the newest`,
    });
  }
  const { max_periods, holdout } = contract.window;
  const { months: locked } = readLock(workspace);
  const accepted = readAcceptedMonths(folder);
  const isWanted = (period: string) => period > newestLocked || (period in accepted && !(period in locked));
  const last = newest ?? newestLocked;
  const months: string[] = [];
  for (let steps = max_periods + holdout - 1; steps > 0; steps--) {
    const period = shiftPeriod(last, -steps);
    if (isWanted(period) && (await source.probe({ contract, mirror, period }))) months.push(period);
  }
  return newest === undefined ? months : [...months, newest];
}
