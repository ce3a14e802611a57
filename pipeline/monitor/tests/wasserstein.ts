import { spreadOf, total } from '../counts.ts';
import type { DriftTest, PairedCounts } from './drift-test.ts';

/** Standard errors of a mean that noise stays below. */
const REACH = 3.3;

/**
 * Wasserstein distance, or earth mover's distance: how far values have to be moved on average, in standard deviations
 * of the reference. A few huge values inflate that deviation; columns that have them are judged by another test.
 */
export const wasserstein: DriftTest = {
  method: 'wasserstein',
  kinds: ['number'],
  measure: (counts) => {
    const statistic = wassersteinDistance(counts.values, counts.reference, counts.current);
    const deviation = standardDeviation(counts.values, counts.reference);
    // Nothing to measure by: a column that was constant moves by its own unit.
    const unit = deviation > 0 ? deviation : 1;
    return { score: statistic / unit, bound: binError(counts) / unit, statistic };
  },
  noise: (counts) => REACH * Math.sqrt(spreadOf(counts)),
  combine: (effect, noise) => effect + noise,
};

/** ∫|F − G| of two weighted samples over the same ascending values; 0 where one has no rows. */
export function wassersteinDistance(
  values: readonly number[],
  reference: readonly number[],
  current: readonly number[],
): number {
  const [n, m] = [total(reference), total(current)];
  if (n === 0 || m === 0) return 0;
  let [a, b, distance] = [0, 0, 0];
  for (let i = 0; i + 1 < values.length; i++) {
    a += reference[i]!;
    b += current[i]!;
    distance += Math.abs(a / n - b / m) * (values[i + 1]! - values[i]!);
  }
  return distance;
}

/** Standard deviation of a weighted sample, of the sample itself (divided by n). */
export function standardDeviation(values: readonly number[], counts: readonly number[]): number {
  const n = Math.max(1, total(counts));
  const mean = values.reduce((sum, value, i) => sum + value * counts[i]!, 0) / n;
  return Math.sqrt(
    values.reduce((sum, value, i) => sum + counts[i]! * (value - mean) * (value - mean), 0) / n,
  );
}

/** Every value may lie half a cell from where it is counted, in either sample. */
function binError({ halfWidths, reference, current }: PairedCounts): number {
  const [n, m] = [Math.max(1, total(reference)), Math.max(1, total(current))];
  return halfWidths.reduce((sum, half, i) => sum + half * (reference[i]! / n + current[i]! / m), 0);
}
