import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { normalCdf } from '../../pipeline/stats/normal-cdf.ts';
import { normalQuantile } from '../../pipeline/stats/normal-quantile.ts';

/** Fails unless `actual` lies within 1e-12 of `expected`, relative to it. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}

// scipy.stats.norm.cdf
test.each([
  [-20, 2.7536241186061556e-89],
  [-8, 6.22096057427174e-16],
  [-5.7, 5.99037140106353e-9],
  [-5.6, 1.0717590258310887e-8],
  [-3, 0.0013498980316300933],
  [-1.96, 0.024997895148220435],
  [-0.675, 0.24983788247177702],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [1e-10, 0.5000000000398942],
  [0.3, 0.6179114221889526],
  [0.67, 0.7485711049046899],
  [1, 0.8413447460685429],
  [2.5, 0.9937903346742238],
  [6, 0.9999999990134123],
  [8.3, 1],
])('normalCdf of %d agrees with SciPy', (z, expected) => {
  expectClose(normalCdf(z), expected);
});

test('normalCdf ends at 0 and 1, and gives NaN for NaN', () => {
  expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(normalCdf(-39)).toBe(0);
  expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  expect(normalCdf(Number.NaN)).toBeNaN();
});

// scipy.stats.norm.ppf
test.each([
  [1e-300, -37.0470962993612],
  [1e-20, -9.262340089798409],
  [1e-9, -5.9978070150076865],
  [0.0005, -3.2905267314918945],
  [0.01, -2.3263478740408408],
  [0.025, -1.9599639845400545],
  [0.075, -1.4395314709384563],
  [0.1, -1.2815515655446004],
  [0.3, -0.5244005127080409],
  [0.5, 0],
  [0.574, 0.1865671818365193],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.999999, 4.753424308817087],
])('normalQuantile of %d agrees with SciPy', (p, expected) => {
  expectClose(normalQuantile(p), expected);
});

test('normalQuantile is infinite at 0 and 1', () => {
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
});

test.each([-0.1, 1.1, Number.NaN])('normalQuantile of %d is an error', (p) => {
  expect(() => normalQuantile(p)).toThrow(RatchetError);
});

test('normalCdf undoes normalQuantile', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 0.999, noNaN: true }), (p) => {
      // Deep in the tail one bit of z is worth |z| bits of p.
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-11);
    }),
  );
});
