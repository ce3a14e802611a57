import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { minimumNorm } from '../../pipeline/linalg/minimum-norm.ts';
import { solveLeastSquares } from '../../pipeline/linalg/solve-least-squares.ts';
import { centred, createLcg, normalEquations, oneHotPairs } from './synthetic-design.ts';

function centredOneHotPairs(rows: number, zones: number) {
  const { columns, target } = oneHotPairs(rows, zones);
  return normalEquations(columns.map(centred), centred(target));
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

// Expected values: numpy.linalg.lstsq(X, y, rcond=1e-10) on the centred columns and target of `oneHotPairs`.

test('two sets of one-hot columns and a dense one get the coefficients of NumPy', () => {
  const solution = minimumNorm(centredOneHotPairs(60, 4));
  const expected = [
    -0.42945617420647025, -0.15681303992212803, 0.25653366365690483, 0.3297355504716926, 0.6682632476674434,
    0.2951308193165056, -0.13219799433605078, -0.8311960726478987, 0.31781372872436536,
  ];
  expected.forEach((coefficient, j) => {
    expect(solution[j]).toBeCloseTo(coefficient, 12);
  });
});

test('525 columns of rank 523 get the coefficients of NumPy, in well under a second', () => {
  const problem = centredOneHotPairs(20_000, 262);
  const start = process.cpuUsage();
  const solution = minimumNorm(problem);
  // Processor time: half a second on a quiet machine; the margin is for one whose processors are shared.
  expect(process.cpuUsage(start).user).toBeLessThan(2_500_000);

  const expected = [
    [0, -0.4822838618684147],
    [1, -0.5033556476839163],
    [100, -0.05411798870609215],
    [261, 0.5758472316319219],
    [262, 0.9968774184334472],
    [400, -0.06825135925667541],
    [523, -1.0242705027362762],
    [524, 0.3005489762488842],
  ] as const;
  for (const [j, coefficient] of expected) expect(solution[j]).toBeCloseTo(coefficient, 10);
  expect(norm(solution)).toBeCloseTo(10.473418399090422, 9);
});

test('a column given twice gets half of its coefficient each time', () => {
  const column = Float64Array.of(1, 2, 3);
  const solution = minimumNorm(normalEquations([column, column], Float64Array.of(2, 4, 6)));
  expect(solution[0]).toBeCloseTo(1, 12);
  expect(solution[1]).toBeCloseTo(1, 12);
});

test('a multiple of a column shares its effect by size, as the least norm demands', () => {
  // b1 + 3 b2 = 10 with the least b1² + b2²: b = (1, 3).
  const columns = [Float64Array.of(1, 2), Float64Array.of(3, 6)];
  const solution = minimumNorm(normalEquations(columns, Float64Array.of(10, 20)));
  expect(solution[0]).toBeCloseTo(1, 12);
  expect(solution[1]).toBeCloseTo(3, 12);
});

test('columns of full rank get the least-squares coefficients', () => {
  const next = createLcg(11);
  const columns = [0, 1, 2, 3].map(() => Float64Array.from({ length: 50 }, next));
  const problem = normalEquations(columns, Float64Array.from({ length: 50 }, next));
  const expected = solveLeastSquares(problem);
  minimumNorm(problem).forEach((coefficient, j) => {
    expect(coefficient).toBeCloseTo(expected[j]!, 12);
  });
});

test('a column in tiny units is not taken for a combination of others', () => {
  const next = createLcg(5);
  const columns = [1, 1e-9].map((unit) => Float64Array.from({ length: 30 }, () => unit * next()));
  const target = columns[0]!.map((value, i) => 2 * value + 5e9 * columns[1]![i]!);
  const solution = minimumNorm(normalEquations(columns, target));
  expect(solution[0]).toBeCloseTo(2, 8);
  expect(solution[1]! / 1e9).toBeCloseTo(5, 8);
});

test('columns of zeros get 0, and no columns have no coefficients', () => {
  const zeros = new Float64Array(2);
  const solution = minimumNorm(normalEquations([zeros, Float64Array.of(1, 1)], Float64Array.of(2, 2)));
  expect(solution[0]).toBe(0);
  expect(solution[1]).toBeCloseTo(2, 12);
  expect([...minimumNorm(normalEquations([zeros], zeros))]).toEqual([0]);
  expect([...minimumNorm(normalEquations([], zeros))]).toEqual([]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'a value of %d among features or target is an error',
  (value) => {
    const good = Float64Array.of(1, 2);
    const bad = Float64Array.of(value, 2);
    expect(() => minimumNorm(normalEquations([good, bad], good))).toThrow("X'X[1, 1]");
    expect(() => minimumNorm(normalEquations([good], bad))).toThrow(RatchetError);
  },
);
