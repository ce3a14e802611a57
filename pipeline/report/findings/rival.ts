import type { ComparisonRow, ComparisonTable } from '../comparison.ts';

/**
 * The model that charts set the candidate against: the champion, or, as long as there is none, the best of the other
 * rows. Undefined where the candidate stands alone.
 */
export function rivalOf(comparison: ComparisonTable): ComparisonRow | undefined {
  return comparison.rows[1];
}
