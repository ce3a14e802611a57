import MultivariateLinearRegression from 'ml-regression-multivariate-linear';
import { RatchetError } from '../errors.ts';
import { cholesky } from './cholesky.ts';
import { solveLower, solveLowerTransposed } from './solve-triangular.ts';

/** Normal equations of a least-squares problem with n columns. */
export interface LeastSquaresProblem {
  /** X'X: n x n, symmetric, full, row-major. */
  readonly gram: Float64Array;
  /** X'y: n values. */
  readonly moment: Float64Array;
  readonly n: number;
  /** Added to the diagonal of the gram matrix of the columns scaled to unit norm. */
  readonly ridge?: number;
}

/**
 * Coefficients, n values, that minimise |X b - y|.
 *
 * X'X squares the condition number, and the library that solves the system below inverts its own X'X. So the
 * columns are first scaled to unit norm, within a factor sqrt(n) of the best scaling (van der Sluis, 1969), and a
 * tiny ridge keeps repeated columns solvable: they share their coefficient. Putting the ridge times a first solution
 * back on the right-hand side (iterated Tikhonov; King & Chillingworth, 1979) squares the ridge's relative bias.
 * Of the Cholesky factor R'R of the ridged matrix the library gets the n x n problem min |R b - R^-T X'y|, which
 * has the same solution as the problem of all rows. A column of zeros gets the coefficient 0.
 *
 * Throws a RatchetError 'numeric' if an entry is NaN or infinite, or if the gram matrix is not positive semidefinite.
 */
export function solveLeastSquares({ gram, moment, n, ridge = 1e-10 }: LeastSquaresProblem): Float64Array {
  const scales = unitScales(gram, n);
  const active = [...scales.keys()].filter((j) => scales[j]! > 0);
  const size = active.length;
  const solution = new Float64Array(n);
  if (size === 0) return solution;

  const scaledGram = new Float64Array(size * size);
  const scaledMoment = new Float64Array(size);
  active.forEach((j, row) => {
    scaledMoment[row] = scales[j]! * moment[j]!;
    if (!Number.isFinite(scaledMoment[row]!)) throw notFinite(`X'y[${j}]`, moment[j]!);
    active.forEach((l, column) => {
      scaledGram[row * size + column] = scales[j]! * gram[j * n + l]! * scales[l]!;
    });
    scaledGram[row * size + row]! += ridge;
  });

  const lower = cholesky(scaledGram, size);
  const first = solveLowerTransposed(lower, solveLower(lower, scaledMoment, size), size);
  const unbiased = scaledMoment.map((value, row) => value + ridge * first[row]!);
  const target = solveLower(lower, unbiased, size);
  const { weights } = new MultivariateLinearRegression(
    active.map((_, row) => active.map((_, column) => lower[column * size + row]!)),
    Array.from(target, (value) => [value]),
    { intercept: false, statistics: false },
  );
  active.forEach((j, row) => {
    solution[j] = scales[j]! * weights[row]![0]!;
  });
  return solution;
}

/** 1 / |column|, or 0 for a column of zeros. */
function unitScales(gram: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, j) => {
    const squaredNorm = gram[j * n + j]!;
    if (!(squaredNorm >= 0 && squaredNorm < Number.POSITIVE_INFINITY))
      throw notFinite(`X'X[${j}, ${j}]`, squaredNorm);
    return squaredNorm > 0 ? 1 / Math.sqrt(squaredNorm) : 0;
  });
}

function notFinite(entry: string, value: number): RatchetError {
  return new RatchetError('numeric', `Cannot solve least squares: ${entry} is ${value}.`, {
    hint: 'Look for NaN or infinite values among the features and the target.',
  });
}
