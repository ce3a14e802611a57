import { expect, test } from 'vitest';
import { solveLower, solveLowerTransposed } from '../../pipeline/linalg/solve-triangular.ts';

// L = [[2, 0, 0], [6, 1, 0], [-8, 5, 3]], solved by hand for x = (1, 2, 3).
const LOWER = Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3);

test('solveLower solves L x = b and leaves b as it is', () => {
  const b = Float64Array.of(2, 8, 11);
  expect([...solveLower(LOWER, b, 3)]).toEqual([1, 2, 3]);
  expect([...b]).toEqual([2, 8, 11]);
});

test("solveLowerTransposed solves L' x = b and leaves b as it is", () => {
  const b = Float64Array.of(-10, 17, 9);
  expect([...solveLowerTransposed(LOWER, b, 3)]).toEqual([1, 2, 3]);
  expect([...b]).toEqual([-10, 17, 9]);
});
