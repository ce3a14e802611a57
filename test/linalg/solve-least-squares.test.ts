import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { solveLeastSquares } from '../../pipeline/linalg/solve-least-squares.ts';
import { createLcg, fittedValues, normalEquations } from './synthetic-design.ts';

const X = Float64Array.from({ length: 51 }, (_, i) => i / 50);
/** Runge's function, which no polynomial here fits exactly. */
const Y = X.map((x) => 1 / (1 + 25 * x * x));

function powers(degree: number): Float64Array[] {
  const columns = [X.map(() => 1)];
  while (columns.length <= degree) columns.push(columns.at(-1)!.map((value, i) => value * X[i]!));
  return columns;
}

test('a line through three points has the coefficients found by hand', () => {
  // x = 0, 1, 2 and y = 1, 2, 4: slope 3 / 2, intercept 5 / 6.
  const columns = [Float64Array.of(1, 1, 1), Float64Array.of(0, 1, 2)];
  const [intercept, slope] = solveLeastSquares(normalEquations(columns, Float64Array.of(1, 2, 4)));
  expect(intercept).toBeCloseTo(5 / 6, 12);
  expect(slope).toBeCloseTo(1.5, 12);
});

// numpy.linalg.lstsq(numpy.vander(x, degree + 1, increasing=True), y) with x = arange(51) / 50.
test.each([
  {
    degree: 4,
    digits: 9,
    expected: [
      1.0777058985054573, -3.5525564714416804, 3.753334600395638, -0.5390407740465406, -0.7189935573725813,
    ],
  },
  {
    degree: 5,
    digits: 8,
    expected: [
      1.0420926231211327, -2.3133110475624044, -5.266026246635988, 23.858213882973626, -28.295514695871155,
      11.030608455399408,
    ],
  },
])('powers up to $degree, an ill-conditioned basis, get the coefficients of NumPy', (example) => {
  const solution = solveLeastSquares(normalEquations(powers(example.degree), Y));
  example.expected.forEach((coefficient, j) => {
    expect(solution[j]).toBeCloseTo(coefficient, example.digits);
  });
});

// numpy.linalg.norm(V @ b - y) of the same; the squared condition number of the scaled basis is in brackets.
test.each([
  { degree: 7, best: 0.01399869406884798, excess: 1e-6 }, // [5e+09]
  { degree: 9, best: 0.005221299045590246, excess: 0.25 }, // [5e+12]
])(
  'powers up to $degree, past what normal equations resolve, still fit nearly as well as NumPy',
  (example) => {
    const columns = powers(example.degree);
    const fit = fittedValues(columns, solveLeastSquares(normalEquations(columns, Y)));
    const residual = Math.sqrt(fit.reduce((sum, value, i) => sum + (value - Y[i]!) * (value - Y[i]!), 0));
    expect(residual).toBeGreaterThan(example.best * (1 - 1e-9));
    expect(residual).toBeLessThan(example.best * (1 + example.excess));
  },
);

test('a column given twice shares its coefficient, and the fit is as with it once', () => {
  const next = createLcg(7);
  const once = [0, 1, 2].map(() => Float64Array.from({ length: 200 }, next));
  const target = Float64Array.from({ length: 200 }, next);
  const twice = [...once, once[1]!.slice()];
  const solution = solveLeastSquares(normalEquations(twice, target));
  const alone = solveLeastSquares(normalEquations(once, target));
  // How they share it is only as sharp as rounding over ridge, 1e-6; their sum is not touched by that.
  expect(solution[1]).toBeCloseTo(alone[1]! / 2, 4);
  expect(solution[1]! + solution[3]!).toBeCloseTo(alone[1]!, 9);
  const [fit, expected] = [fittedValues(twice, solution), fittedValues(once, alone)];
  fit.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 9);
  });
});

test('two constant columns split the mean between them by their size', () => {
  const columns = [Float64Array.of(1, 1, 1, 1), Float64Array.of(3, 3, 3, 3)];
  const solution = solveLeastSquares(normalEquations(columns, Float64Array.of(1, 2, 3, 6)));
  // Scaled to unit norm they are the same column, so that each explains half of the mean, 3.
  expect(solution[0]).toBeCloseTo(1.5, 4);
  expect(solution[1]).toBeCloseTo(0.5, 4);
  expect(solution[0]! + 3 * solution[1]!).toBeCloseTo(3, 9);
});

test('a column of zeros gets the coefficient 0, whether others are there or not', () => {
  const zeros = new Float64Array(3);
  const target = Float64Array.of(1, 2, 3);
  expect([...solveLeastSquares(normalEquations([zeros], target))]).toEqual([0]);
  const [nothing, slope] = solveLeastSquares(normalEquations([zeros, Float64Array.of(1, 2, 3)], target));
  expect(nothing).toBe(0);
  expect(slope).toBeCloseTo(1, 12);
});

test('no columns have no coefficients', () => {
  expect([...solveLeastSquares(normalEquations([], new Float64Array(3)))]).toEqual([]);
});

test('the unit of a column changes its coefficient in inverse proportion and nothing else', () => {
  const next = createLcg(3);
  const columns = [0, 1, 2].map(() => Float64Array.from({ length: 100 }, next));
  const target = Float64Array.from({ length: 100 }, next);
  const solution = solveLeastSquares(normalEquations(columns, target));
  const scale = 2 ** 40;
  columns[1] = columns[1]!.map((value) => value * scale);
  const rescaled = solveLeastSquares(normalEquations(columns, target));
  expect([rescaled[0], rescaled[1]! * scale, rescaled[2]]).toEqual([...solution]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'a value of %d among features or target is an error',
  (value) => {
    const good = Float64Array.of(1, 2, 3);
    const bad = Float64Array.of(1, value, 3);
    expect(() => solveLeastSquares(normalEquations([good, bad], good))).toThrow(RatchetError);
    expect(() => solveLeastSquares(normalEquations([good], bad))).toThrow("X'y[0]");
  },
);
