import { RatchetError } from '../../pipeline/errors.ts';
import { type Decision, decide } from '../../pipeline/retrain/decide.ts';
import { overdueWarning } from '../../pipeline/retrain/overdue.ts';
import { type ChosenPeriods, choosePeriods, lockedPeriods } from '../run/choose-periods.ts';
import { readChampion } from '../run/published.ts';
import type { Workspace } from '../run/workspace.ts';
import { findNewMonths } from './find-new-months.ts';
import type { DataIncidents } from './incidents.ts';
import { republishedMonths } from './republished-months.ts';
import { takeInMonths } from './take-in-months.ts';

export interface RetrainOrder {
  /** The month to take for the newest; the newest that is published where left out. */
  readonly period: string | undefined;
  /** Whether a person asked for training, whatever there is to decide by. */
  readonly asked: boolean;
}

export interface RetrainPlan extends DataIncidents {
  readonly decision: Decision;
  /** Months to train and judge on. */
  readonly periods: ChosenPeriods;
  readonly warnings: readonly string[];
}

/**
 * Looks at the source for new months, takes in those that are valid, compares the locked ones of the window with what
 * their publisher has now, and decides whether to train.
 *
 * @throws RatchetError `network` where the source does not answer: what it does not say is not taken for a no
 */
export async function planRetraining(
  workspace: Workspace,
  { period, asked }: RetrainOrder,
): Promise<RetrainPlan> {
  const { folder, today } = workspace;
  const { contract } = folder;
  const locked = lockedPeriods(workspace);
  const newestLocked = locked.at(-1);
  if (newestLocked === undefined) {
    throw new RatchetError('not-found', `no month of ${folder.name} is locked yet`, {
      hint: 'lock two or more: npm run ratchet -- ingest --period 2024-01,2024-02 --lock',
    });
  }
  const found = await findNewMonths(workspace, newestLocked, period);
  const { valid, invalid, warnings } = await takeInMonths(workspace, found);
  const { max_periods, holdout } = contract.window;
  const republished = await republishedMonths(workspace, locked.slice(-(max_periods + holdout)));
  const champion = readChampion(folder);
  const decision = decide({
    policy: contract.retrain,
    newPeriods: valid,
    newestLocked,
    champion: champion && { version: champion.version, publishedAt: champion.manifest.publishedAt },
    today,
    asked,
  });
  const overdue = overdueWarning(contract, found.at(-1) ?? newestLocked, today);
  return {
    decision,
    periods: choosePeriods(workspace, {}, [...locked, ...valid]),
    warnings: [...warnings, ...(overdue === undefined ? [] : [overdue])],
    invalid,
    republished,
  };
}
