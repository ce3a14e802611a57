import type { PairedCounts } from './tests/drift-test.ts';

export const total = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0);

/** 1/n + 1/m of two samples of n and m rows: the variance of a difference of means, in units of their variance. */
export const spreadOf = ({ reference, current }: Pick<PairedCounts, 'reference' | 'current'>): number =>
  1 / Math.max(1, total(reference)) + 1 / Math.max(1, total(current));

/** Cells that either sample has a row in. */
export const usedCells = ({ reference, current }: PairedCounts): number =>
  reference.filter((n, i) => n + current[i]! > 0).length;

/** Standard errors that a sum of many cells stays below with a chance of 0.999. */
const REACH = 3.1;

/** What a chi-square variable of `cells` − 1 degrees of freedom stays below with a chance of about 0.999. */
export function chiSquareReach(cells: number): number {
  const freedom = Math.max(1, cells - 1);
  return freedom + REACH * Math.sqrt(2 * freedom) + REACH;
}
