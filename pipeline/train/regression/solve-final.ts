import { minimumNorm } from '../../linalg/minimum-norm.ts';
import { solveLeastSquares } from '../../linalg/solve-least-squares.ts';
import type { FinalTerm } from '../../model/recipe-frame.ts';
import { checkFinite } from './check-sums.ts';

/**
 * Coefficients [constant, dense terms, one-hot columns] from the Gram matrix over [1, dense, one-hot, target].
 *
 * Dense terms alone go to the exact solver. One-hot columns depend on each other (each key's columns sum to one), so a
 * recipe with them gets the solution of minimum norm on centred columns; dense columns are scaled to unit spread first,
 * for an unscaled one of large numbers would hide the others' rank.
 *
 * @throws RatchetError `numeric` that names the terms with NaN or Infinity in some row
 */
export function solveFinal(
  { gram, size }: { gram: Float64Array; size: number },
  terms: readonly FinalTerm[],
): Float64Array {
  const n = size - 1;
  const labels = terms.flatMap((term) =>
    term.kind === 'one-hot' ? [] : term.columns.map(({ label }) => label),
  );
  checkFinite(gram, size, labels);
  const square = (of: (i: number, j: number) => number, from: number) => {
    const entries = new Float64Array((n - from) * (n - from));
    let next = 0;
    for (let i = from; i < n; i++) for (let j = from; j < n; j++) entries[next++] = of(i, j);
    return entries;
  };
  const at = (i: number, j: number) => gram[i * size + j]!;
  if (terms.every((term) => term.kind !== 'one-hot')) {
    const moment = Float64Array.from({ length: n }, (_, i) => at(i, n));
    return solveLeastSquares({ gram: square(at, 0), moment, n });
  }
  const rows = at(0, 0);
  const mean = Float64Array.from({ length: size }, (_, i) => at(0, i) / rows);
  const centred = (i: number, j: number) => at(i, j) - rows * mean[i]! * mean[j]!;
  const scale = Float64Array.from({ length: n }, (_, i) =>
    i <= labels.length && centred(i, i) > 0 ? Math.sqrt(rows / centred(i, i)) : 1,
  );
  const solution = minimumNorm({
    gram: square((i, j) => scale[i]! * centred(i, j) * scale[j]!, 1),
    moment: Float64Array.from({ length: n - 1 }, (_, i) => scale[i + 1]! * centred(i + 1, n)),
    n: n - 1,
  });
  const coefficients = new Float64Array(n);
  coefficients[0] = mean[n]!;
  for (let i = 1; i < n; i++) {
    coefficients[i] = scale[i]! * solution[i - 1]!;
    coefficients[0]! -= coefficients[i]! * mean[i]!;
  }
  return coefficients;
}
