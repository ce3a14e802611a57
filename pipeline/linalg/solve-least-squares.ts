import MultivariateLinearRegression from 'ml-regression-multivariate-linear';
import { RatchetError } from '../errors.ts';
import { cholesky } from './cholesky.ts';
import { solveLower, solveLowerTransposed } from './solve-triangular.ts';

/** Each step divides the bias of the ridge by the ratio of an eigenvalue to the ridge. */
const REFINEMENTS = 2;

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
 * X'X squares the condition number, and the library that solves the system inverts a product of its own. So the
 * columns are first scaled to unit norm, within a factor sqrt(n) of the best scaling (van der Sluis, 1969), and a
 * tiny ridge keeps repeated columns solvable: they share their coefficient. Of the Cholesky factor R'R of that
 * matrix the library gets the n x n problem min |R b - R^-T X'y|, which has the same solution as the problem of all
 * rows. Two steps of refinement on the matrix without its ridge then take out the bias of the ridge and the rounding
 * of the inverse (iterated Tikhonov; King & Chillingworth, 1979). A column of zeros gets the coefficient 0.
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
  const { weights } = new MultivariateLinearRegression(
    active.map((_, row) => active.map((_, column) => lower[column * size + row]!)),
    Array.from(solveLower(lower, scaledMoment, size), (value) => [value]),
    { intercept: false, statistics: false },
  );
  let scaled = Float64Array.from(weights, ([weight]) => weight!);
  for (let step = 0; step < REFINEMENTS; step++) {
    const left = residual(scaledGram, scaled, scaledMoment, ridge);
    const correction = solveLowerTransposed(lower, solveLower(lower, left, size), size);
    scaled = scaled.map((value, row) => value + correction[row]!);
  }
  active.forEach((j, row) => {
    solution[j] = scales[j]! * scaled[row]!;
  });
  return solution;
}

/** X'y - X'X b, of the matrix that carries `ridge` on its diagonal without it. */
function residual(ridged: Float64Array, b: Float64Array, moment: Float64Array, ridge: number): Float64Array {
  const size = b.length;
  return moment.map((value, row) => {
    let left = value + ridge * b[row]!;
    for (let column = 0; column < size; column++) left -= ridged[row * size + column]! * b[column]!;
    return left;
  });
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
