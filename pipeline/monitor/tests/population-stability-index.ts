import { populationStabilityIndex } from '../../validate/psi.ts';
import { chiSquareReach, spreadOf, usedCells } from '../counts.ts';
import { tenths } from '../tenths.ts';
import type { DriftTest } from './drift-test.ts';

/** Population stability index: Σ (a − e) ln(a / e); numbers over the tenths of the reference. */
export const psi: DriftTest = {
  method: 'psi',
  kinds: ['number', 'category'],
  measure: (counts) => {
    const cells = tenths(counts);
    return { score: populationStabilityIndex(cells.reference, cells.current), bound: 0 };
  },
  // Under no change the index is about (1/n + 1/m) times a chi-square variable.
  noise: (counts) => spreadOf(counts) * chiSquareReach(usedCells(tenths(counts))),
  combine: (effect, noise) => effect + noise,
};
