/**
 * Adds Σ weight · column to the first n of `out`, column after column: a row's sum is rounded as if they were added one by
 * one. Four columns at a time, for every walk over `out` costs as much as one over a column.
 */
export function addWeighted(
  out: Float64Array,
  columns: readonly Float64Array[],
  weights: Float64Array,
  n: number,
): void {
  let c = 0;
  for (; c + 4 <= columns.length; c += 4) {
    const [x0, x1, x2, x3] = [columns[c]!, columns[c + 1]!, columns[c + 2]!, columns[c + 3]!];
    const [w0, w1, w2, w3] = [weights[c]!, weights[c + 1]!, weights[c + 2]!, weights[c + 3]!];
    for (let i = 0; i < n; i++) out[i] = out[i]! + w0 * x0[i]! + w1 * x1[i]! + w2 * x2[i]! + w3 * x3[i]!;
  }
  for (; c < columns.length; c++) {
    const [x, weight] = [columns[c]!, weights[c]!];
    for (let i = 0; i < n; i++) out[i]! += weight * x[i]!;
  }
}
