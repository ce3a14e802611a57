import { guardedChanges } from '../../pipeline/gate/guarded-changes.ts';
import { judgingContract } from '../../pipeline/gate/judging-contract.ts';
import type { KnownRuns } from '../../pipeline/publish/count-attempts.ts';
import type { ModelAt } from './base.ts';
import { candidateDir, readCandidate } from './candidate.ts';
import { choosePeriods, lockedPeriods } from './choose-periods.ts';
import { ingestAll, readLock } from './ingest-period.ts';
import { judgeAndReport, type MainJob } from './main-job.ts';
import { readAcceptedMonths } from './read-accepted-months.ts';
import type { Workspace } from './workspace.ts';

/**
 * Judges the candidate that lies in the workspace as the base has it: by the base's contract, against the champion of
 * the base's registry. Without a base, the workspace's own contract and registry judge.
 *
 * @param holdout months to judge on; the newest locked ones where none are given
 * @param runs what records tell of candidates that were judged before; those of the clone where left out
 */
export async function judgeChange(
  workspace: Workspace,
  base: ModelAt | undefined,
  holdout?: readonly string[],
  runs?: KnownRuns,
): Promise<MainJob> {
  const { folder, outDir } = workspace;
  const candidate = readCandidate(candidateDir(outDir, folder.name));
  const judging = base === undefined ? workspace : asBaseJudges(workspace, base);
  const train = candidate.training.training.map(({ period }) => period);
  const given = { train, ...(holdout === undefined ? {} : { holdout }) };
  const periods = choosePeriods(judging, given, lockedPeriods(workspace));
  const months = await ingestAll(judging, periods.holdout);
  const bench = {
    published: base?.folder ?? folder,
    changes:
      base === undefined
        ? []
        : guardedChanges(
            { contract: base.folder.contract, lock: base.lock, accepted: base.accepted },
            {
              contract: folder.contract,
              lock: readLock(workspace),
              accepted: readAcceptedMonths(folder),
            },
          ),
    runs,
  };
  return judgeAndReport(judging, candidate, await ingestAll(workspace, train), months, bench);
}

/** The workspace with the base's contract; data and lock stay those of the change. */
function asBaseJudges(workspace: Workspace, { folder: base }: ModelAt): Workspace {
  const { folder } = workspace;
  if (folder.contractDigest === base.contractDigest) return workspace;
  const { contractDigest, tables } = base;
  const contract = judgingContract(base.contract, folder.contract);
  return { ...workspace, folder: { ...folder, contract, contractDigest, tables } };
}
