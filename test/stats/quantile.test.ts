import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { quantile } from '../../pipeline/stats/quantile.ts';

// numpy.quantile of the same values and shares.
test.each([
  { values: [1, 2, 3, 4], expected: [1, 1.3, 1.75, 2.5, 3.31, 4] },
  { values: [-5, 0, 0.1, 7, 1e6], expected: [-5, -3, 0, 0.1, 80006.44000000008, 1e6] },
  { values: [1, 1, 2], expected: [1, 1, 1, 1, 1.54, 2] },
])('quantiles of $values have the very bits of NumPy', ({ values, expected }) => {
  const sorted = Float64Array.from(values);
  expect([0, 0.1, 0.25, 0.5, 0.77, 1].map((q) => quantile(sorted, q))).toEqual(expected);
});

test('quantiles of 1,009 values have the very bits of NumPy', () => {
  const sorted = Float64Array.from({ length: 1009 }, (_, i) => ((i * 7919) % 1009) / 10 - 20).sort();
  expect([0, 0.05, 0.1, 0.25, 0.5, 0.9, 0.99, 1].map((q) => quantile(sorted, q))).toEqual([
    -20, -14.959999999999999, -9.92, 5.199999999999999, 30.4, 70.72000000000001, 79.79199999999999, 80.8,
  ]);
});

test('every quantile of one value is that value, an infinity too', () => {
  expect(quantile(Float64Array.of(3), 0.3)).toBe(3);
  const infinite = Float64Array.of(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  expect(quantile(infinite, 0.3)).toBe(Number.POSITIVE_INFINITY);
});

test('the quantile of nothing, or of values with a NaN, is NaN', () => {
  expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  expect(quantile(Float64Array.of(1, Number.NaN, 0).sort(), 0)).toBeNaN();
});

test.each([-0.1, 1.1, Number.NaN])('a share of %d is an error', (q) => {
  expect(() => quantile(Float64Array.of(1), q)).toThrow(RatchetError);
});

test('a quantile lies between the least and the greatest value, and grows with its share', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), share, share, (values, p, q) => {
      const sorted = Float64Array.from(values).sort();
      const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))];
      expect(low).toBeGreaterThanOrEqual(sorted[0]!);
      expect(high).toBeLessThanOrEqual(sorted.at(-1)!);
      expect(high).toBeGreaterThanOrEqual(low);
    }),
  );
});
