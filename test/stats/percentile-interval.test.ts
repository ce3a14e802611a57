import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { type PairedBootstrap, pairedBootstrap } from '../../pipeline/stats/paired-bootstrap.ts';
import { percentileInterval } from '../../pipeline/stats/percentile-interval.ts';

/** Resamples 0, 1, … 2000 thousandths: percentiles can be read off. */
const EVEN: PairedBootstrap = {
  difference: 1,
  standardError: 0.5,
  blocks: 30,
  resamples: 2001,
  sortedDifferences: Float64Array.from({ length: 2001 }, (_, i) => i / 1000),
};

test('the interval runs between the percentiles alpha / 2 and 1 - alpha / 2', () => {
  const { lower, upper } = percentileInterval(EVEN, 0.05);
  expect(lower).toBeCloseTo(0.05, 12);
  expect(upper).toBeCloseTo(1.95, 12);
});

test('an alpha of 1 leaves the median', () => {
  expect(percentileInterval(EVEN, 1)).toEqual({ lower: 1, upper: 1 });
});

test('an alpha too small for the resamples takes the normal bound where that is wider', () => {
  // scipy.stats.norm.ppf(0.0001 / 2) = -3.890591886413094, times 0.5, about 1
  const { lower, upper } = percentileInterval(EVEN, 0.0001);
  expect(lower).toBeCloseTo(1 - 3.890591886413094 / 2, 12);
  expect(upper).toBeCloseTo(1 + 3.890591886413094 / 2, 12);
});

test('an alpha too small for the resamples takes the outermost resample where that is wider', () => {
  expect(percentileInterval({ ...EVEN, standardError: 0.01 }, 0.0001)).toEqual({ lower: 0, upper: 2 });
});

test('the interval is infinite for an alpha of 0 and for fewer than two blocks', () => {
  const infinite = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const day = { count: 10, candidateSse: 1, championSse: 2 };
  expect(percentileInterval(EVEN, 0)).toEqual(infinite);
  expect(percentileInterval(pairedBootstrap([], { seed: 1 }), 0.05)).toEqual(infinite);
  expect(percentileInterval(pairedBootstrap([day], { seed: 1 }), 0.05)).toEqual(infinite);
});

test.each([-0.1, 1.1, Number.NaN])('an alpha of %d is an error', (alpha) => {
  expect(() => percentileInterval(EVEN, alpha)).toThrow(RatchetError);
});

const anyDays = fc.array(
  fc.record({
    count: fc.integer({ min: 1, max: 500 }),
    candidateSse: fc.double({ min: 0, max: 1e6, noNaN: true }),
    championSse: fc.double({ min: 0, max: 1e6, noNaN: true }),
  }),
  { minLength: 2, maxLength: 12 },
);

test('a smaller alpha never gives a narrower interval', () => {
  const alpha = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(anyDays, alpha, alpha, (days, a, b) => {
      const bootstrap = pairedBootstrap(days, { seed: 3, resamples: 100 });
      const wide = percentileInterval(bootstrap, Math.min(a, b) / 10);
      const narrow = percentileInterval(bootstrap, Math.max(a, b));
      expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
      expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
    }),
  );
});

test('a candidate worse on every day is never below 0 within the reach of the resamples', () => {
  const worse = anyDays.map((days) =>
    days.map((day) => ({ ...day, candidateSse: day.championSse * 1.01 + day.count })),
  );
  fc.assert(
    fc.property(worse, (days) => {
      expect(
        percentileInterval(pairedBootstrap(days, { seed: 9, resamples: 100 }), 0.05).lower,
      ).toBeGreaterThan(0);
    }),
  );
});
