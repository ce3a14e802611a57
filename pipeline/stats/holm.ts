import { RatchetError } from '../errors.ts';

/** What Holm's procedure says of one hypothesis. */
export interface HolmDecision {
  readonly pValue: number;
  /** The significance level this p-value was held to: alpha / (m - rank), rank from 0 among the m p-values. */
  readonly level: number;
  /** The least alpha at which the hypothesis is rejected, 0 … 1. */
  readonly adjustedPValue: number;
  readonly isRejected: boolean;
}

/**
 * Decides on hypotheses together so that the chance of any false rejection is at most `alpha`, however they depend on
 * each other. Decisions come in the order of the p-values; equal p-values are decided alike.
 *
 * S. Holm, A simple sequentially rejective multiple test procedure, 1979.
 *
 * Throws a RatchetError 'numeric' for a p-value or an alpha outside [0, 1], or NaN.
 */
export function holm(pValues: readonly number[], alpha: number): HolmDecision[] {
  for (const value of [alpha, ...pValues]) {
    if (!(value >= 0 && value <= 1)) {
      throw new RatchetError('numeric', `Holm's procedure needs probabilities from 0 to 1, not ${value}.`);
    }
  }
  const count = pValues.length;
  const byPValue = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const decisions: HolmDecision[] = [];
  let adjustedPValue = 0;
  byPValue.forEach((index, rank) => {
    const pValue = pValues[index]!;
    // The running maximum is the step down: no hypothesis is rejected past one that stands.
    adjustedPValue = Math.max(adjustedPValue, Math.min(1, pValue * (count - rank)));
    const isRejected = adjustedPValue <= alpha;
    decisions[index] = { pValue, level: alpha / (count - rank), adjustedPValue, isRejected };
  });
  return decisions;
}
