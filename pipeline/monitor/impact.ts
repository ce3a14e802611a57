import type { PairedColumn } from './pair-counts.ts';
import { wassersteinDistance } from './tests/wasserstein.ts';

/** What a model predicts on average where a column has a value and all else is as it is, in the target's unit. */
export interface Response {
  /** For each cell of the column. */
  readonly cells: readonly number[];
  readonly nulls: number;
}

/**
 * What the shift of a column does to predictions, all else being equal. `expected` is how far predictions move at
 * least, on average: the Wasserstein distance between the responses to both samples. `mean` is how far their mean
 * moves; moves up and down cancel in it.
 */
export function impactOf(
  { counts, nulls }: PairedColumn,
  response: Response,
): { expected: number; mean: number } {
  const cells = response.cells.map((value, i) => ({
    value,
    reference: counts.reference[i]!,
    current: counts.current[i]!,
  }));
  const all = [...cells, { value: response.nulls, ...nulls }].sort((a, b) => a.value - b.value);
  const values = all.map(({ value }) => value);
  const [reference, current] = [all.map((cell) => cell.reference), all.map((cell) => cell.current)];
  return {
    expected: wassersteinDistance(values, reference, current),
    mean: meanOf(values, current) - meanOf(values, reference),
  };
}

function meanOf(values: readonly number[], counts: readonly number[]): number {
  let [sum, rows] = [0, 0];
  for (const [i, n] of counts.entries()) {
    sum += n * values[i]!;
    rows += n;
  }
  return rows === 0 ? 0 : sum / rows;
}
