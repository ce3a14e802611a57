import { symmetrize } from '../../linalg/gram-accumulator.ts';
import { solveLeastSquares } from '../../linalg/solve-least-squares.ts';
import type { ScaleStage } from '../../model/recipe-frame.ts';
import { classesOf, type FoldPlan, modelsOf, sees } from '../fold-blocks.ts';
import { checkFinite } from './check-sums.ts';
import { type OrderedSums, totalOf } from './ordered-sums.ts';

/**
 * Base coefficients of all models, from each class's Gram matrix of [1, columns, outcome]. A complement is the sum of
 * the other classes, never a difference, so that nothing cancels.
 *
 * @param labels of the columns
 * @returns `unit`: a power of two near the outcome's spread, in which residuals are counted
 * @throws RatchetError `numeric` that names the columns with NaN or Infinity in some row
 */
export function solveBase(
  statistic: OrderedSums,
  folds: FoldPlan,
  labels: readonly string[],
): { stages: ScaleStage[]; unit: number } {
  const k = labels.length + 2;
  const byClass = totalOf(statistic, classesOf(folds) * k * k);
  const stages: ScaleStage[] = [];
  let whole = new Float64Array(0);
  for (let model = 0; model < modelsOf(folds); model++) {
    const sums = new Float64Array(k * k);
    for (let cls = 0; cls < classesOf(folds); cls++) {
      if (!sees(model, cls, folds)) continue;
      for (let i = 0; i < k * k; i++) sums[i]! += byClass[cls * k * k + i]!;
    }
    symmetrize(sums, k);
    checkFinite(sums, k, labels);
    const n = k - 1;
    const gram = Float64Array.from({ length: n * n }, (_, i) => sums[Math.floor(i / n) * k + (i % n)]!);
    const moment = Float64Array.from({ length: n }, (_, i) => sums[i * k + n]!);
    stages.push({ base: [...solveLeastSquares({ gram, moment, n })], tables: [] });
    whole = sums;
  }
  const [weight, sum, square] = [whole[0]!, whole[k - 1]!, whole[k * k - 1]!];
  const spread = Math.sqrt(Math.max(0, square / weight - (sum / weight) * (sum / weight)));
  return { stages, unit: powerOfTwoAbove(spread) };
}

const powerOfTwoAbove = (x: number) => {
  let power = 1;
  while (power < x) power *= 2;
  while (power / 2 > x && power > 2 ** -40) power /= 2;
  return power;
};
