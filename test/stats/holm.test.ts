import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { holm } from '../../pipeline/stats/holm.ts';

test('holm holds the smallest p-value to alpha / m, the next to alpha / (m - 1), and so on', () => {
  // By hand: 4 * 0.005, 3 * 0.01, 2 * 0.03, and 1 * 0.04 raised to the one before it.
  const decisions = holm([0.01, 0.04, 0.03, 0.005], 0.05);
  const expected = [
    { pValue: 0.01, level: 0.05 / 3, adjustedPValue: 0.03, isRejected: true },
    { pValue: 0.04, level: 0.05, adjustedPValue: 0.06, isRejected: false },
    { pValue: 0.03, level: 0.025, adjustedPValue: 0.06, isRejected: false },
    { pValue: 0.005, level: 0.0125, adjustedPValue: 0.02, isRejected: true },
  ];
  decisions.forEach(({ adjustedPValue, ...rest }, i) => {
    const { adjustedPValue: byHand, ...others } = expected[i]!;
    expect(rest).toEqual(others);
    expect(adjustedPValue).toBeCloseTo(byHand, 15);
  });
});

test('holm rejects nothing past the first hypothesis that stands, whatever its own p-value', () => {
  // 0.04 passes its own level of 0.05, but 0.03 has failed at 0.025.
  expect(holm([0.03, 0.04], 0.05).map(({ isRejected }) => isRejected)).toEqual([false, false]);
});

test('holm of one p-value is the plain test', () => {
  expect(holm([0.05], 0.05)).toEqual([{ pValue: 0.05, level: 0.05, adjustedPValue: 0.05, isRejected: true }]);
});

test('holm caps adjusted p-values at 1 and decides nothing of nothing', () => {
  expect(holm([0.9, 0.8], 0.05).map(({ adjustedPValue }) => adjustedPValue)).toEqual([1, 1]);
  expect(holm([], 0.05)).toEqual([]);
});

test.each([Number.NaN, -0.01, 1.01])('a p-value or an alpha of %d is an error', (value) => {
  expect(() => holm([0.5, value], 0.05)).toThrow(RatchetError);
  expect(() => holm([0.5], value)).toThrow(RatchetError);
});

test('holm rejects all that Bonferroni rejects, and only what the plain test rejects', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 10 }), share, (pValues, alpha) => {
      for (const { pValue, isRejected } of holm(pValues, alpha)) {
        if (pValue * pValues.length <= alpha) expect(isRejected).toBe(true);
        if (pValue > alpha) expect(isRejected).toBe(false);
      }
    }),
  );
});

test('holm decides alike in whatever order the p-values come', () => {
  const lists = fc
    .array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 })
    .map((list) => list.map((twentieths) => twentieths / 20))
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  const byPValue = (pValues: readonly number[]) =>
    new Map(holm(pValues, 0.5).map(({ pValue, isRejected }) => [pValue, isRejected]));
  fc.assert(
    fc.property(lists, ([list, shuffled]) => {
      expect([...byPValue(shuffled)].sort()).toEqual([...byPValue(list)].sort());
    }),
  );
});
