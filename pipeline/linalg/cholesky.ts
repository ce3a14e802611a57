import { RatchetError } from '../errors.ts';

/**
 * Lower Cholesky factor L of a symmetric positive definite matrix, A = L L'.
 *
 * `a` is n x n, dense, row-major; only its lower triangle is read, and it is left as it is. The result is n x n with
 * zeros above the diagonal. Throws a RatchetError 'numeric' that names the pivot (from 0) if A is not positive
 * definite or holds a NaN or an infinity.
 *
 * Golub & Van Loan, Matrix Computations, 4th ed., section 4.2.
 */
export function cholesky(a: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * n;
      let sum = a[rowI + j]!;
      for (let k = 0; k < j; k++) sum -= factor[rowI + k]! * factor[rowJ + k]!;
      if (j < i) {
        factor[rowI + j] = sum / factor[rowJ + j]!;
        continue;
      }
      // Written so that NaN fails too.
      if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) throw notPositiveDefinite(i, n, sum);
      factor[rowI + i] = Math.sqrt(sum);
    }
  }
  return factor;
}

function notPositiveDefinite(pivot: number, n: number, value: number): RatchetError {
  return new RatchetError(
    'numeric',
    `The ${n} x ${n} matrix is not positive definite: pivot ${pivot} is ${value}.`,
    { hint: 'Drop columns that repeat others, and look for NaN or infinite values.' },
  );
}
