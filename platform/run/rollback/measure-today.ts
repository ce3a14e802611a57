import { RatchetError } from '../../../pipeline/errors.ts';
import type { Contestant } from '../../../pipeline/evaluate/evaluate.ts';
import { championOf, type VersionRef } from '../../../pipeline/publish/registry-state.ts';
import type { Difference } from '../../../pipeline/report/comparison.ts';
import { pairedDifference } from '../../../pipeline/report/findings/paired-difference.ts';
import { ingestPeriod, knownPeriods } from '../ingest-period.ts';
import { CANDIDATE, CHAMPION, evaluateContestants } from '../judge-candidate.ts';
import { type PublishedVersion, readRegistry, readVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';

/** How a version does on a month. */
export interface ErrorToday {
  readonly version: string;
  /** In the target's unit. */
  readonly rmse: number;
  /** Whether it was trained on that very month: the figure then flatters it. */
  readonly hasSeenIt: boolean;
}

/** Both versions' error on the newest month of this machine, on the same rows. */
export interface ErrorsToday {
  readonly period: string;
  readonly rows: number;
  readonly unit: string;
  readonly target: ErrorToday;
  /** Absent where there is no champion, or where it cannot be scored. */
  readonly champion?: ErrorToday & { readonly difference: Difference };
  /** Why the champion cannot be scored, which may well be the reason to leave it. */
  readonly fault?: string;
}

/**
 * Scores a version beside the champion on the newest month of this machine.
 *
 * @throws RatchetError `not-found` where there is no month
 */
export async function measureToday(workspace: Workspace, target: PublishedVersion): Promise<ErrorsToday> {
  const { folder } = workspace;
  const newest = knownPeriods(workspace).at(-1);
  if (newest === undefined) {
    throw new RatchetError(
      'not-found',
      `no month on this machine to measure the error of ${target.version} on`,
      {
        hint: 'name a folder of months with --data',
      },
    );
  }
  const month = await ingestPeriod(workspace, newest);
  const champion = readScorable(workspace, championOf(readRegistry(folder)));
  const contestants = [
    contestant(CANDIDATE, target),
    ...('model' in champion ? [contestant(CHAMPION, champion)] : []),
  ];
  const {
    models,
    total,
    rows,
    target: { unit },
  } = await evaluateContestants(workspace, [month], contestants);
  const errorOf = (name: string, version: PublishedVersion): ErrorToday => ({
    version: version.version,
    rmse: models[name]!.metrics.rmse,
    hasSeenIt: version.model.periods.includes(newest),
  });
  return {
    period: newest,
    rows,
    unit,
    target: errorOf(CANDIDATE, target),
    ...('model' in champion && {
      champion: {
        ...errorOf(CHAMPION, champion),
        difference: pairedDifference(total, CHAMPION, folder.contract.gate),
      },
    }),
    ...('fault' in champion && { fault: champion.fault }),
  };
}

/** The champion, or why it cannot be read: that must not stop the way back from it. */
function readScorable(
  { folder }: Workspace,
  champion: VersionRef | undefined,
): PublishedVersion | { fault?: string } {
  if (!champion) return {};
  try {
    return readVersion(folder, champion);
  } catch (error) {
    if (!(error instanceof RatchetError)) throw error;
    return { fault: `${champion.version} cannot be read: ${error.message}` };
  }
}

const contestant = (name: string, { model, digest, version }: PublishedVersion): Contestant => ({
  name,
  scored: { model },
  digest,
  version,
  periods: model.periods,
});
