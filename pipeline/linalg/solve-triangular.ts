/**
 * Solves L x = b for lower triangular L (n x n, dense, row-major, nonzero diagonal) by forward substitution.
 * Gives a new vector of n; `b` is left as it is.
 */
export function solveLower(lower: Float64Array, b: Float64Array, n: number): Float64Array {
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= lower[row + k]! * x[k]!;
    x[i] = sum / lower[row + i]!;
  }
  return x;
}

/**
 * Solves L' x = b for lower triangular L (n x n, dense, row-major, nonzero diagonal) by back substitution.
 * Gives a new vector of n; `b` is left as it is.
 */
export function solveLowerTransposed(lower: Float64Array, b: Float64Array, n: number): Float64Array {
  const x = b.slice(0, n);
  // By columns of L', which are rows of L, so that memory is read in order.
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const value = x[i]! / lower[row + i]!;
    x[i] = value;
    for (let k = 0; k < i; k++) x[k]! -= lower[row + k]! * value;
  }
  return x;
}
