import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { compareSums, pairDays } from '../../pipeline/gate/compare-sums.ts';
import { CHAMPION_SSE, COUNTS, times } from './fortnight.ts';
import { POLICY } from './gate-case.ts';

/** Squared errors of a candidate that is 1 % to 6 % better on most days. */
const CANDIDATE_SSE = times([
  0.97, 0.99, 0.95, 1.01, 0.96, 0.98, 1.0, 0.94, 0.99, 0.97, 0.98, 0.96, 1.02, 0.95,
]);
const days = pairDays(COUNTS, CANDIDATE_SSE, CHAMPION_SSE);

// A million resamples of the fortnight by numpy.random.default_rng(1), bounds by numpy.quantile. Ours has 2,000: its
// bounds wander by a few hundredths of their distance from the difference.
test.each([
  { alpha: 0.05, lower: -0.0892, upper: -0.0275, digits: 2.5 },
  { alpha: 0.025, lower: -0.0932, upper: -0.023, digits: 2.5 },
  { alpha: 0.05 / 6, lower: -0.0988, upper: -0.0166, digits: 2.3 },
])('the interval at level $alpha is that of an independent bootstrap', ({ alpha, lower, upper, digits }) => {
  const comparison = compareSums(days, POLICY, alpha);
  expect(comparison).toMatchObject({ answer: 'better', alpha, days: 14 });
  expect(comparison.difference).toBeCloseTo(-0.058922003507646536, 12);
  expect(comparison.lower).toBeCloseTo(lower, digits);
  expect(comparison.upper).toBeCloseTo(upper, digits);
});

test('worse is the mirror of better', () => {
  const mirrored = pairDays(COUNTS, CHAMPION_SSE, CANDIDATE_SSE);
  const [there, back] = [compareSums(days, POLICY, 0.05), compareSums(mirrored, POLICY, 0.05)];
  expect(back.answer).toBe('worse');
  expect(back.difference).toBe(-there.difference);
  expect(back.lower).toBeCloseTo(-there.upper, 12);
});

test.each([
  { description: 'no difference at all', ratio: 1, answer: 'no-worse' },
  { description: 'a difference of a hair, every day the same', ratio: 1.0001, answer: 'worse' },
  { description: 'an improvement of a hair, every day the same', ratio: 0.9999, answer: 'better' },
])('$description is $answer', ({ ratio, answer }) => {
  const same = pairDays(
    COUNTS,
    CHAMPION_SSE.map((sse) => sse * ratio),
    CHAMPION_SSE,
  );
  expect(compareSums(same, POLICY, 0.05).answer).toBe(answer);
});

test('no worse is a matter of the margin', () => {
  const wavering = CHAMPION_SSE.map((sse, day) => sse * (day % 2 === 0 ? 1.02 : 0.98));
  const paired = pairDays(COUNTS, wavering, CHAMPION_SSE);
  expect(compareSums(paired, { ...POLICY, margin: 0.1 }, 0.05).answer).toBe('no-worse');
  expect(compareSums(paired, { ...POLICY, margin: 0.01 }, 0.05).answer).toBe('inconclusive');
});

test('a day that is missing in one of the two is refused', () => {
  const short = pairDays(COUNTS, CANDIDATE_SSE.slice(1), CHAMPION_SSE);
  expect(() => compareSums(short, POLICY, 0.05)).toThrow('Block 13 cannot be resampled');
});

test('fewer than two days with rows could not be decided on', () => {
  const run = () => compareSums(pairDays([100, 0], [1, 0], [2, 0]), POLICY, 0.05);
  expect(run).toThrow(RatchetError);
  expect(run).toThrow('1 day(s) of rows');
});
