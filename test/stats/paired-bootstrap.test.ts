import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { type PairedBlock, pairedBootstrap } from '../../pipeline/stats/paired-bootstrap.ts';
import { quantile } from '../../pipeline/stats/quantile.ts';

const DAYS: readonly PairedBlock[] = [
  { count: 100, candidateSse: 400, championSse: 420 },
  { count: 120, candidateSse: 500, championSse: 510 },
  { count: 80, candidateSse: 300, championSse: 330 },
  { count: 110, candidateSse: 460, championSse: 455 },
  { count: 90, candidateSse: 350, championSse: 380 },
  { count: 105, candidateSse: 420, championSse: 430 },
];

test('the difference is the RMSE of the candidate over all rows less that of the champion', () => {
  // sqrt(2430 / 605) - sqrt(2525 / 605), by NumPy
  const { difference, blocks, resamples } = pairedBootstrap(DAYS, { seed: 1 });
  expect(difference).toBeCloseTo(-0.03879976083596626, 14);
  expect({ blocks, resamples }).toEqual({ blocks: 6, resamples: 2000 });
});

test('the resamples follow the distribution over all 6^6 ways to draw the days', () => {
  // numpy.quantile and numpy.std over itertools.product(range(6), repeat=6)
  const { sortedDifferences, standardError } = pairedBootstrap(DAYS, { seed: 1, resamples: 50_000 });
  expect(standardError).toBeCloseTo(0.014413019634414374, 3);
  const expected = [
    [0.025, -0.0685818438450454],
    [0.05, -0.0639101175454746],
    [0.5, -0.03879976083596626],
    [0.95, -0.017269061696158605],
    [0.975, -0.013341612229251787],
  ] as const;
  for (const [q, value] of expected) {
    expect(Math.abs(quantile(sortedDifferences, q) - value)).toBeLessThan(0.001);
  }
  expect(sortedDifferences[0]).toBeGreaterThanOrEqual(-0.0945179280552818);
  expect(sortedDifferences.at(-1)).toBeLessThanOrEqual(0.01114422156426232);
});

test('the same seed gives the same bits, another seed others', () => {
  const first = pairedBootstrap(DAYS, { seed: 5 });
  expect(pairedBootstrap(DAYS, { seed: 5 })).toEqual(first);
  expect(pairedBootstrap(DAYS, { seed: 6 }).sortedDifferences).not.toEqual(first.sortedDifferences);
});

test('a model compared with itself differs by 0 in every resample', () => {
  const same = DAYS.map(({ count, championSse }) => ({ count, candidateSse: championSse, championSse }));
  const { difference, standardError, sortedDifferences } = pairedBootstrap(same, { seed: 1 });
  expect(difference).toBe(0);
  expect(standardError).toBe(0);
  expect(sortedDifferences.every((value) => value === 0)).toBe(true);
});

test('blocks of no rows change nothing', () => {
  const empty = { count: 0, candidateSse: 0, championSse: 0 };
  expect(pairedBootstrap([empty, ...DAYS, empty], { seed: 1 })).toEqual(pairedBootstrap(DAYS, { seed: 1 }));
});

test('one block has a difference but nothing to resample, and no block not even that', () => {
  const one = pairedBootstrap(DAYS.slice(0, 1), { seed: 1 });
  expect(one.difference).toBeCloseTo(2 - Math.sqrt(4.2), 14);
  expect(one.standardError).toBe(Number.POSITIVE_INFINITY);
  expect(one.sortedDifferences).toHaveLength(0);
  expect(pairedBootstrap([], { seed: 1 })).toMatchObject({ difference: Number.NaN, blocks: 0 });
});

test.each([
  { description: 'a NaN', block: { count: 1, candidateSse: Number.NaN, championSse: 1 } },
  { description: 'an infinity', block: { count: 1, candidateSse: 1, championSse: Number.POSITIVE_INFINITY } },
  { description: 'a negative sum of squares', block: { count: 1, candidateSse: -1, championSse: 1 } },
  { description: 'a negative count', block: { count: -1, candidateSse: 1, championSse: 1 } },
  { description: 'a broken count', block: { count: 1.5, candidateSse: 1, championSse: 1 } },
  { description: 'errors without rows', block: { count: 0, candidateSse: 1, championSse: 0 } },
])('$description is an error that names the block', ({ block }) => {
  const run = () => pairedBootstrap([...DAYS, block], { seed: 1 });
  expect(run).toThrow(RatchetError);
  expect(run).toThrow('Block 6');
});

test.each([0, 1, 2.5])('%d resamples are an error', (resamples) => {
  expect(() => pairedBootstrap(DAYS, { seed: 1, resamples })).toThrow(RatchetError);
});
