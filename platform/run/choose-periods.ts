import { RatchetError } from '../../pipeline/errors.ts';
import { knownPeriods, readLock } from './ingest-period.ts';
import type { Workspace } from './workspace.ts';

export interface ChosenPeriods {
  readonly train: readonly string[];
  readonly holdout: readonly string[];
}

/** The periods that the lock names, in order; those on this machine before anything was locked. */
export function lockedPeriods(workspace: Workspace): string[] {
  const locked = Object.keys(readLock(workspace).months).sort();
  return locked.length > 0 ? locked : knownPeriods(workspace);
}

/**
 * The contract's window over the periods that are known: the newest judge, those right before them train. Periods that
 * are given stay as they are.
 *
 * @param known in order; those on this machine unless others are given
 */
export function choosePeriods(
  workspace: Workspace,
  given: Partial<ChosenPeriods> = {},
  known: readonly string[] = knownPeriods(workspace),
): ChosenPeriods {
  const { window } = workspace.folder.contract;
  const holdout = given.holdout ?? known.slice(-window.holdout);
  const before = known.filter((period) => period < holdout[0]!);
  const train = given.train ?? before.slice(-window.max_periods);
  if (holdout.length > 0 && train.length > 0) return { train, holdout };
  throw new RatchetError(
    'not-found',
    `expected at least ${window.holdout + 1} months of data, found ${known.join(', ') || 'none'}`,
    {
      hint: 'name them with --train and --holdout, or put files into a folder and name it with --data',
    },
  );
}
