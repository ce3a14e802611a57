import { RatchetError } from '../../pipeline/errors.ts';
import type { Contestant } from '../../pipeline/evaluate/evaluate.ts';
import { checkVersion } from '../../pipeline/publish/check-version.ts';
import { planRollback, type Rollback } from '../../pipeline/publish/plan-rollback.ts';
import { championOf, type VersionRef } from '../../pipeline/publish/registry-state.ts';
import type { Difference } from '../../pipeline/report/comparison.ts';
import { pairedDifference } from '../../pipeline/report/findings/paired-difference.ts';
import { storedFiles } from '../stored-files.ts';
import { writeFiles } from '../write-files.ts';
import { commitOf } from './code-identity.ts';
import { ingestPeriod, knownPeriods } from './ingest-period.ts';
import { CANDIDATE, CHAMPION, evaluateContestants } from './judge-candidate.ts';
import {
  type PublishedVersion,
  readRegistry,
  readRegistryText,
  readVersion,
  registryPath,
} from './published.ts';
import type { Workspace } from './workspace.ts';

export interface RollbackRequest {
  /** Version to go back to. */
  readonly to: string;
  readonly reason: string;
  readonly at: string;
  readonly by?: string | undefined;
  readonly run?: string | undefined;
}

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

export interface PlannedRollback {
  readonly rollback: Rollback;
  /** Absent where there is nothing to do. */
  readonly errors?: ErrorsToday;
  /** The registry that it was planned on. */
  readonly registry: string;
}

/**
 * Plans the way back to a version and measures what it costs. Nothing is written.
 *
 * @throws RatchetError as planRollback does; `registry` where the version's own files are broken
 */
export async function planVersionRollback(
  workspace: Workspace,
  request: RollbackRequest,
): Promise<PlannedRollback> {
  const { folder, root } = workspace;
  const registry = readRegistryText(folder);
  const rollback = planRollback({ ...request, registry, commit: commitOf(root) });
  if (rollback.kind === 'already-champion') return { rollback, registry };
  return { rollback, registry, errors: await errorsToday(workspace, readIntact(workspace, request.to)) };
}

/** Appends a planned rollback to the registry. Throws `registry` where the registry is no longer what it was. */
export function writeRollback({ folder }: Workspace, { rollback, registry }: PlannedRollback): void {
  if (rollback.kind === 'already-champion') return;
  if (readRegistryText(folder) !== registry) {
    throw new RatchetError(
      'registry',
      `models/${folder.name}/registry.jsonl was changed meanwhile; nothing was written`,
      {
        hint: 'run it again',
      },
    );
  }
  writeFiles([{ path: registryPath(folder), content: registry + rollback.registryAppend }]);
}

/** A version whose files are what was registered: a broken one must not come into production. */
function readIntact({ folder }: Workspace, version: string): PublishedVersion {
  const event = readRegistry(folder).find(
    (other) => other.event === 'registered' && other.version === version,
  );
  const faults = event?.event === 'registered' ? checkVersion(storedFiles(folder.dir), event, []) : [];
  const fault = faults.find(({ severity }) => severity === 'error');
  if (!fault) return readVersion(folder, { version, digest: event!.digest });
  throw new RatchetError(
    'registry',
    `${version} is broken: expected ${fault.expected}, found ${fault.found}`,
    {
      file: `models/${folder.name}/${fault.file}`,
      hint: fault.fix,
    },
  );
}

async function errorsToday(workspace: Workspace, target: PublishedVersion): Promise<ErrorsToday> {
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
