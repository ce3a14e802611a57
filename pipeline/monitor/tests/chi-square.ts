import { chiSquareReach, total, usedCells } from '../counts.ts';
import { gammaTail } from '../gamma-tail.ts';
import { tenths } from '../tenths.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Pearson's chi-square test of homogeneity. Its score is Cramér's V, the root of the statistic as a share of the rows:
 * 0 for the same shares, 1 for no label in common. The p-value is that of SciPy's `chi2_contingency` without correction.
 */
export const chiSquare: DriftTest = {
  method: 'chi-square',
  kinds: ['number', 'category'],
  measure: (counts) => {
    const { reference, current } = tenths(counts);
    const rows = total(reference) + total(current);
    const statistic = chiSquareStatistic(reference, current);
    const freedom = reference.filter((n, i) => n + current[i]! > 0).length - 1;
    const pValue = freedom > 0 ? gammaTail(freedom / 2, statistic / 2) : 1;
    return { score: Math.sqrt(statistic / Math.max(1, rows)), bound: 0, statistic, pValue };
  },
  noise: (counts) => {
    const cells = tenths(counts);
    const rows = total(cells.reference) + total(cells.current);
    return Math.sqrt(chiSquareReach(usedCells(cells)) / Math.max(1, rows));
  },
  combine: Math.hypot,
};

/** Σ (observed − expected)² / expected over both samples; cells without rows are left out. */
export function chiSquareStatistic(reference: readonly number[], current: readonly number[]): number {
  const [n, m] = [total(reference), total(current)];
  if (n === 0 || m === 0) return 0;
  let statistic = 0;
  for (let i = 0; i < reference.length; i++) {
    const column = reference[i]! + current[i]!;
    if (column === 0) continue;
    const [expected, expectedCurrent] = [(column * n) / (n + m), (column * m) / (n + m)];
    const difference = reference[i]! - expected;
    statistic += (difference * difference) / expected + (difference * difference) / expectedCurrent;
  }
  return statistic;
}
