import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import type { Difference } from '../../pipeline/report/comparison.ts';
import { type CoefficientMove, coefficientMoves } from '../../pipeline/report/findings/coefficient-moves.ts';
import { type Change, contractChanges } from '../../pipeline/report/findings/contract-changes.ts';
import { type MovedSlices, movedSlices } from '../../pipeline/report/findings/moved-slices.ts';
import { pairedDifference } from '../../pipeline/report/findings/paired-difference.ts';
import { sliceErrors } from '../../pipeline/report/findings/slice-errors.ts';
import { evaluateModel } from './evaluate-model.ts';
import type { ScoredModel } from './find-scored.ts';
import type { IngestedPeriod } from './ingest-period.ts';
import { CHAMPION } from './judge-candidate.ts';
import type { Workspace } from './workspace.ts';

/** How a second model differs from a first. */
export interface TwoModels {
  /** The second goes by `candidate` in it, the first by `champion`. */
  readonly evaluation: Evaluation;
  /** RMSE of the second less that of the first, bootstrapped over days. */
  readonly difference: Difference;
  readonly slices: MovedSlices;
  readonly contract: readonly Change[];
  readonly coefficients: readonly CoefficientMove[];
}

/** Scores two models on the same rows, and finds what changed from the first to the second. */
export async function compareTwo(
  workspace: Workspace,
  [first, second]: readonly [ScoredModel, ScoredModel],
  periods: readonly IngestedPeriod[],
): Promise<TwoModels> {
  const policy = workspace.folder.contract.gate;
  const evaluation = await evaluateModel(workspace, second, first, periods);
  return {
    evaluation,
    difference: pairedDifference(evaluation.total, CHAMPION, policy),
    slices: movedSlices(
      Object.keys(evaluation.slices).map((slice) => sliceErrors(evaluation, slice, CHAMPION, policy)),
      policy.slice_min_rows,
    ),
    contract: contractChanges(first.model, second.model),
    coefficients: coefficientMoves(second.model, first.model, evaluation.importance),
  };
}
