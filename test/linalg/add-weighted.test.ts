import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWeighted } from '../../pipeline/linalg/add-weighted.ts';

test('adds weighted columns to the first n values', () => {
  const out = Float64Array.of(100, 200, 300);
  addWeighted(out, [Float64Array.of(1, 2, 3), Float64Array.of(10, 20, 30)], Float64Array.of(2, 0.5), 2);
  // 100 + 2 + 5, 200 + 4 + 10
  expect([...out]).toEqual([107, 214, 300]);
});

test('no columns add nothing', () => {
  const out = Float64Array.of(1);
  addWeighted(out, [], new Float64Array(0), 1);
  expect([...out]).toEqual([1]);
});

test('gives the bits of adding column after column, however many there are', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 11 }), number, (terms, start) => {
      const out = Float64Array.of(start);
      addWeighted(
        out,
        terms.map(([, x]) => Float64Array.of(x)),
        Float64Array.from(terms, ([weight]) => weight),
        1,
      );
      expect(out[0]).toBe(terms.reduce((sum, [weight, x]) => sum + weight * x, start));
    }),
  );
});
