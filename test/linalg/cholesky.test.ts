import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { cholesky } from '../../pipeline/linalg/cholesky.ts';

test('cholesky gives the lower factor, with zeros above the diagonal', () => {
  // numpy.linalg.cholesky([[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
  const factor = cholesky(Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98), 3);
  expect([...factor]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
});

test('cholesky reads only the lower triangle and leaves its input as it is', () => {
  const a = Float64Array.of(4, Number.NaN, 12, 37);
  expect([...cholesky(a, 2)]).toEqual([2, 0, 6, 1]);
  expect([...a]).toEqual([4, Number.NaN, 12, 37]);
});

test('cholesky of an empty matrix is empty', () => {
  expect([...cholesky(new Float64Array(0), 0)]).toEqual([]);
});

test.each([
  { description: 'indefinite', a: [1, 2, 2, 1], pivot: 'pivot 1 is -3' },
  { description: 'singular', a: [1, 1, 1, 1], pivot: 'pivot 1 is 0' },
  { description: 'not a number', a: [1, 0, Number.NaN, 1], pivot: 'pivot 1 is NaN' },
  { description: 'infinite', a: [Number.POSITIVE_INFINITY, 0, 0, 1], pivot: 'pivot 0 is Infinity' },
])('cholesky names the pivot of a matrix that is $description', ({ a, pivot }) => {
  const run = () => cholesky(Float64Array.from(a), 2);
  expect(run).toThrow(RatchetError);
  expect(run).toThrow(pivot);
});

test('cholesky undoes the product of a lower factor with its transpose', () => {
  const lowerFactor = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      diagonal: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }),
      below: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n * n, maxLength: n * n }),
    }),
  );
  fc.assert(
    fc.property(lowerFactor, ({ n, diagonal, below }) => {
      const at = (i: number, j: number) => (i === j ? diagonal[i]! : i > j ? below[i * n + j]! : 0);
      const product = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < n; k++) product[i * n + j]! += at(i, k) * at(j, k);
        }
      }
      // Whole numbers this small go through without rounding.
      const expected = Array.from({ length: n * n }, (_, e) => at(Math.floor(e / n), e % n));
      expect(Array.from(cholesky(product, n), (value) => value + 0)).toEqual(
        expected.map((value) => value + 0),
      );
    }),
  );
});
