import { expect, it } from 'vitest';
import { populationStabilityIndex } from '../../pipeline/validate/psi.ts';

// Expected values by SciPy: with e and a the shares of count + 0.5,
// scipy.special.rel_entr(a, e).sum() + scipy.special.rel_entr(e, a).sum()

it('is the symmetrised Kullback-Leibler divergence of the shares', () => {
  expect(populationStabilityIndex([10, 20, 30, 40], [15, 25, 25, 0])).toBeCloseTo(1.7866641894067226, 12);
  expect(populationStabilityIndex([36_510, 1200, 7, 0], [1000, 900, 0, 3])).toBeCloseTo(
    1.469271085558999,
    12,
  );
});

it('is 0 for the same shares, and the same both ways round', () => {
  expect(populationStabilityIndex([5, 7, 9], [5, 7, 9])).toBe(0);
  expect(populationStabilityIndex([1, 2], [9, 1])).toBeCloseTo(populationStabilityIndex([9, 1], [1, 2]), 14);
});

it('is finite when a cell is empty on one side, and 0 when there are no cells', () => {
  expect(populationStabilityIndex([100, 0], [0, 100])).toBeCloseTo(2 * (100 / 101) * Math.log(201), 12);
  expect(populationStabilityIndex([], [])).toBe(0);
});

it('needs the same cells on both sides', () => {
  expect(() => populationStabilityIndex([1], [1, 2])).toThrow(
    'PSI needs the same cells on both sides, not 1 and 2',
  );
});
