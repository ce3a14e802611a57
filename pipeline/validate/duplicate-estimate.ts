import type { DuplicateState } from './duplicate-counter.ts';
import type { Tally } from './tally.ts';

/** Rows equal to an earlier one. */
export interface DuplicateEstimate extends Tally {
  /** False when the count is scaled up from a sample. */
  exact: boolean;
}

const MAX_SAMPLES = 3;

/** Standard errors by which the count of distinct rows must contradict the counts of their repeats. */
const CONTRADICTION = 4;

/**
 * How many of `rows` rows repeat an earlier one. From a sample, the repeats of the remembered rows are scaled up. That
 * misses a row repeated thousands of times that happens not to be remembered; where the number of distinct rows, an
 * estimate that no single row can sway, contradicts it, that is taken instead.
 */
export function estimateDuplicates(
  { bits, counts, rows: at, repeats }: DuplicateState,
  rows: number,
): DuplicateEstimate {
  let repeated = 0;
  const places: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    repeated += counts[i]! - 1;
    if (counts[i]! > 1) places.push(i);
  }
  const samples = places
    .sort((a, b) => repeats[a]! - repeats[b]!)
    .slice(0, MAX_SAMPLES)
    .map((i) => ({ row: repeats[i]!, value: `the same as row ${at[i]}` }));

  const scale = 2 ** bits;
  const distinct = counts.length * scale;
  const standardError = Math.sqrt(distinct * (scale - 1));
  const byRepeats = repeated * scale;
  const byDistinct = rows - distinct;
  const count = byDistinct > byRepeats + CONTRADICTION * standardError ? byDistinct : byRepeats;
  return { count: Math.min(count, Math.max(0, rows - 1)), exact: bits === 0, samples };
}
