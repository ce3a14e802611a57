import { RatchetError } from '../errors.ts';
import { cholesky } from './cholesky.ts';
import { addGram, symmetrize } from './gram-accumulator.ts';
import { solveLower, solveLowerTransposed } from './solve-triangular.ts';

/** Normal equations of a least-squares problem whose n columns may depend on each other. */
export interface MinimumNormProblem {
  /** X'X: n x n, symmetric, full, row-major. */
  readonly gram: Float64Array;
  /** X'y: n values. */
  readonly moment: Float64Array;
  readonly n: number;
  /**
   * A column counts as a combination of others once the share of its squared norm that they leave unexplained is
   * at most this. Relative to each column, so that the units of one do not decide over another.
   */
  readonly tolerance?: number;
}

/**
 * Of all coefficients that minimise |X b - y|, the n with the least Euclidean norm: pinv(X'X) X'y, as
 * `numpy.linalg.lstsq` gives. Repeated columns share their effect; a column of zeros gets 0.
 *
 * X'X = A A' by Cholesky with diagonal pivoting, A being n x r of full rank r, so that its pseudoinverse is
 * A (A'A)^-1 (A'A)^-1 A'. About n³ multiply-adds.
 *
 * Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 10.3 (pivoting); Courrieu, Fast
 * computation of Moore-Penrose inverse matrices, 2005 (the formula).
 *
 * Throws a RatchetError 'numeric' if an entry is NaN or infinite, or a diagonal one is negative.
 */
export function minimumNorm({ gram, moment, n, tolerance = 1e-10 }: MinimumNormProblem): Float64Array {
  const factor = pivotedCholesky(gram, n, tolerance);
  const rank = factor.length;
  const solution = new Float64Array(n);
  if (rank === 0) return solution;

  const inner = new Float64Array(rank * rank);
  addGram(inner, factor, n, rank);
  const lower = cholesky(symmetrize(inner, rank), rank);
  let weights: Float64Array = Float64Array.from(factor, (column) => dot(column, moment, n));
  for (let pass = 0; pass < 2; pass++) {
    weights = solveLowerTransposed(lower, solveLower(lower, weights, rank), rank);
  }
  factor.forEach((column, s) => {
    addMultiple(solution, weights[s]!, column, n);
  });
  if (!solution.every(Number.isFinite)) throw notSolvable("X'y or X'X holds a value that is NaN or infinite");
  return solution;
}

/** The r columns, n values each, of A with `gram` = A A' up to `tolerance`; a dependent column adds none. */
function pivotedCholesky(gram: Float64Array, n: number, tolerance: number): Float64Array[] {
  const norms = Float64Array.from({ length: n }, (_, j) => gram[j * n + j]!);
  norms.forEach((norm, j) => {
    if (!(norm >= 0 && norm < Number.POSITIVE_INFINITY)) throw notSolvable(`X'X[${j}, ${j}] is ${norm}`);
  });
  const unexplained = norms.slice();
  const columns: Float64Array[] = [];
  for (;;) {
    const pivot = findPivot(unexplained, norms, tolerance);
    if (pivot < 0) return columns;

    const column = gram.slice(pivot * n, pivot * n + n);
    subtractExplained(column, columns, pivot, n);
    const root = Math.sqrt(unexplained[pivot]!);
    for (let i = 0; i < n; i++) {
      // A pivot that was taken is wholly explained: what is left in its row is rounding.
      const value = unexplained[i] === 0 ? 0 : column[i]! / root;
      column[i] = value;
      unexplained[i] = Math.max(0, unexplained[i]! - value * value);
    }
    column[pivot] = root;
    unexplained[pivot] = 0;
    columns.push(column);
  }
}

/**
 * Takes the products of earlier columns from a column of the matrix, four at a time: each is taken from every value in
 * the same order as one at a time, yet the values are fetched and put back once for four.
 */
function subtractExplained(
  column: Float64Array,
  earlier: readonly Float64Array[],
  pivot: number,
  n: number,
): void {
  let s = 0;
  for (; s + 3 < earlier.length; s += 4) {
    const a = earlier[s]!;
    const b = earlier[s + 1]!;
    const c = earlier[s + 2]!;
    const d = earlier[s + 3]!;
    const [fa, fb, fc, fd] = [a[pivot]!, b[pivot]!, c[pivot]!, d[pivot]!];
    for (let i = 0; i < n; i++) {
      column[i] = column[i]! - fa * a[i]! - fb * b[i]! - fc * c[i]! - fd * d[i]!;
    }
  }
  for (; s < earlier.length; s++) addMultiple(column, -earlier[s]![pivot]!, earlier[s]!, n);
}

/** The column with the largest unexplained share of its squared norm, the first of equals; -1 if none is left. */
function findPivot(unexplained: Float64Array, norms: Float64Array, tolerance: number): number {
  let pivot = -1;
  let largest = tolerance;
  for (let j = 0; j < norms.length; j++) {
    const share = unexplained[j]! / norms[j]!;
    if (share > largest) {
      largest = share;
      pivot = j;
    }
  }
  return pivot;
}

function dot(a: Float64Array, b: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addMultiple(target: Float64Array, factor: number, source: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) target[i]! += factor * source[i]!;
}

function notSolvable(reason: string): RatchetError {
  return new RatchetError('numeric', `Cannot find the minimum norm solution: ${reason}.`, {
    hint: 'Look for NaN or infinite values among the features and the target.',
  });
}
