import { expect, test } from 'vitest';
import type { DaySums, Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import { testSlices } from '../../pipeline/gate/test-slices.ts';
import { CHAMPION_SSE, COUNTS, times } from './fortnight.ts';
import { evaluationOfSlices, POLICY } from './gate-case.ts';

const NEARLY_WORSE = [1.17, 1.09, 1.15, 1.21, 1.06, 1.18, 1.1, 1.14, 1.09, 1.17, 1.08, 1.16, 1.12, 1.15];
const FAR_WORSE = NEARLY_WORSE.map((ratio) => ratio + 0.2);

function slice(ratios: readonly number[]): DaySums {
  return { rows: COUNTS, sse: { candidate: times(ratios), champion: CHAMPION_SSE } };
}

function evaluationWith(keys: Record<string, DaySums>): Evaluation {
  return evaluationOfSlices(keys);
}

// numpy, a million resamples: difference 0.32720, 0.6184 % of them at or below the tolerated 0.25650.
test('the p-value of a slice is the share of resamples within tolerance', () => {
  const [test] = testSlices(evaluationWith({ 17: slice(NEARLY_WORSE) }), POLICY).tests;
  expect(test).toMatchObject({ slice: 'hour', key: '17', rows: 14_000, isWorse: true });
  expect(test!.difference).toBeCloseTo(0.32720375556953574, 12);
  expect(test!.allowed).toBeCloseTo(0.25649874686410684, 12);
  expect(test!.championRmse).toBeCloseTo(5.129974937282136, 12);
  // Binomial standard error of 2,000 resamples at 0.0062: 0.0018.
  expect(Math.abs(test!.pValue - 0.006184)).toBeLessThan(3 * 0.0018);
});

// numpy and SciPy: the least of a million resamples is 0.668; scipy.stats.norm.logcdf((0.25650 - 0.78983) / 0.028779) is
// -175.56. The standard error of 2,000 resamples is within 1.6 % (one sigma) of that of a million.
test('beyond the resolution of the resamples the normal tail gives the p-value', () => {
  const [test] = testSlices(evaluationWith({ 17: slice(FAR_WORSE) }), POLICY).tests;
  expect(test!.difference).toBeCloseTo(0.7898331556498341, 12);
  expect(Math.abs(Math.log(test!.pValue) / -175.56 - 1)).toBeLessThan(0.1);
});

test('a slice that fails alone passes among many: the level is shared', () => {
  const good = Array.from({ length: 30 }, (_, hour) => [`h${hour}`, slice(COUNTS.map(() => 0.97))] as const);
  const { tests } = testSlices(
    evaluationWith({ ...Object.fromEntries(good), 17: slice(NEARLY_WORSE) }),
    POLICY,
  );
  expect(tests).toHaveLength(31);
  expect(tests.filter(({ isWorse }) => isWorse)).toEqual([]);
});

test('a slice that is far worse fails among many, and its lower bound lies above what is tolerated', () => {
  const good = Array.from({ length: 100 }, (_, hour) => [`h${hour}`, slice(COUNTS.map(() => 0.97))] as const);
  const { tests } = testSlices(evaluationWith({ ...Object.fromEntries(good), 17: slice(FAR_WORSE) }), POLICY);
  const worse = tests.filter(({ isWorse }) => isWorse);
  expect(worse.map(({ key }) => key)).toEqual(['17']);
  expect(worse[0]!.lower).toBeGreaterThan(worse[0]!.allowed);
});

test('a slice of fewer rows than policy asks, or of a single day, is skipped and counted', () => {
  const few = { rows: COUNTS.map(() => 35), sse: { candidate: times(FAR_WORSE), champion: CHAMPION_SSE } };
  const oneDay = {
    rows: COUNTS.map((_, day) => (day === 3 ? 900 : 0)),
    sse: {
      candidate: COUNTS.map((_, day) => (day === 3 ? 90_000 : 0)),
      champion: COUNTS.map((_, day) => (day === 3 ? 20_000 : 0)),
    },
  };
  const { tests, skipped } = testSlices(evaluationWith({ few, oneDay, 17: slice(NEARLY_WORSE) }), POLICY);
  expect(tests.map(({ key }) => key)).toEqual(['17']);
  expect(skipped).toBe(2);
});

test('a slice without sums of the champion is refused', () => {
  const { sse, ...rest } = slice(NEARLY_WORSE);
  const lone = { ...rest, sse: { candidate: sse['candidate']! } };
  expect(() => testSlices(evaluationWith({ 17: lone }), POLICY)).toThrow('cannot be resampled');
});
