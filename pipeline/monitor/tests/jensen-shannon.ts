import { chiSquareReach, spreadOf, total, usedCells } from '../counts.ts';
import { tenths } from '../tenths.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Jensen–Shannon distance: the root of the mean Kullback–Leibler divergence (natural logarithm) of both distributions
 * from their average; 0 to sqrt(ln 2). Bounded, so that labels seen on one side only need no smoothing. Numbers over
 * the tenths of the reference.
 */
export const jensenShannon: DriftTest = {
  method: 'jensen-shannon',
  kinds: ['number', 'category'],
  measure: (counts) => {
    const cells = tenths(counts);
    return { score: jensenShannonDistance(cells.reference, cells.current), bound: 0 };
  },
  // Near no change the divergence is an eighth of the stability index.
  noise: (counts) => Math.sqrt((spreadOf(counts) * chiSquareReach(usedCells(tenths(counts)))) / 8),
  combine: Math.hypot,
};

/** Distance of two sets of counts over the same cells; 0 where one has no rows. */
export function jensenShannonDistance(reference: readonly number[], current: readonly number[]): number {
  const [n, m] = [total(reference), total(current)];
  if (n === 0 || m === 0) return 0;
  let divergence = 0;
  for (let i = 0; i < reference.length; i++) {
    const [p, q] = [reference[i]! / n, current[i]! / m];
    const middle = (p + q) / 2;
    if (p > 0) divergence += (p * Math.log(p / middle)) / 2;
    if (q > 0) divergence += (q * Math.log(q / middle)) / 2;
  }
  return Math.sqrt(Math.max(0, divergence));
}
