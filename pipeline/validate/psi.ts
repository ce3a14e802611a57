import { RatchetError } from '../errors.ts';

/**
 * Population stability index of two sets of counts over the same cells: the sum of (a - e) ln(a / e) over the shares a
 * and e of each cell, that is the symmetrised Kullback–Leibler divergence (Jeffreys). Half a row is added to each
 * count (Jeffreys' prior), so that a cell that is empty on one side counts by how much was seen on the other.
 *
 * The usual reading: below 0.1 stable, above 0.2 shifted. 0 when there are no cells. Throws a RatchetError 'internal'
 * when the lengths differ.
 */
export function populationStabilityIndex(expected: readonly number[], actual: readonly number[]): number {
  if (expected.length !== actual.length) {
    throw new RatchetError(
      'internal',
      `PSI needs the same cells on both sides, not ${expected.length} and ${actual.length}`,
    );
  }
  const total = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n + 0.5, 0);
  const expectedTotal = total(expected);
  const actualTotal = total(actual);
  let psi = 0;
  for (let i = 0; i < expected.length; i++) {
    const e = (expected[i]! + 0.5) / expectedTotal;
    const a = (actual[i]! + 0.5) / actualTotal;
    psi += (a - e) * Math.log(a / e);
  }
  return psi;
}
