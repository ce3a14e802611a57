import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXACT_SUM_LIMIT, TICKS_LIMIT, toTicks } from '../../pipeline/stats/exact-sum.ts';

test.each([
  { x: 0.1, ticksPerUnit: 10, ticks: 1 },
  { x: 1.26, ticksPerUnit: 8, ticks: 10 },
  { x: -1.26, ticksPerUnit: 8, ticks: -10 },
  { x: 2.5, ticksPerUnit: 1, ticks: 2 },
  { x: 3.5, ticksPerUnit: 1, ticks: 4 },
  { x: -2.5, ticksPerUnit: 1, ticks: -2 },
  { x: -0.1, ticksPerUnit: 1, ticks: 0 },
  { x: -0, ticksPerUnit: 1, ticks: 0 },
])('$x at $ticksPerUnit ticks a unit is $ticks ticks', ({ x, ticksPerUnit, ticks }) => {
  expect(toTicks(x, ticksPerUnit)).toBe(ticks);
});

test('NaN and the infinities stay what they are', () => {
  expect(toTicks(Number.NaN, 8)).toBeNaN();
  expect(toTicks(Number.POSITIVE_INFINITY, 8)).toBe(Number.POSITIVE_INFINITY);
  expect(toTicks(Number.NEGATIVE_INFINITY, 8)).toBe(Number.NEGATIVE_INFINITY);
});

test('ticks are whole numbers, off by at most half a tick, up to their limit', () => {
  const reachable = fc.double({ min: -TICKS_LIMIT, max: TICKS_LIMIT, noNaN: true });
  fc.assert(
    fc.property(reachable, (x) => {
      const ticks = toTicks(x, 1);
      expect(Number.isSafeInteger(ticks)).toBe(true);
      expect(Math.abs(ticks - x)).toBeLessThanOrEqual(0.5);
    }),
  );
});

test('sums of ticks have the same bits in any order and any grouping', () => {
  // 50 values of at most 2^21 units at 2^26 ticks a unit stay below 2^53 in sum.
  const values = fc.array(fc.double({ min: -2097152, max: 2097152, noNaN: true }), {
    minLength: 1,
    maxLength: 50,
  });
  const sum = (ticks: readonly number[]) => ticks.reduce((total, value) => total + value, 0);
  const shuffledAndCut = values.chain((list) =>
    fc.record({
      list: fc.constant(list),
      shuffled: fc.shuffledSubarray(list, { minLength: list.length }),
      cut: fc.nat({ max: list.length }),
    }),
  );
  fc.assert(
    fc.property(shuffledAndCut, ({ list, shuffled, cut }) => {
      const ticks = list.map((x) => toTicks(x, 2 ** 26));
      const other = shuffled.map((x) => toTicks(x, 2 ** 26));
      expect(sum(other.slice(0, cut)) + sum(other.slice(cut))).toBe(sum(ticks));
      expect(BigInt(sum(ticks))).toBe(ticks.reduce((total, value) => total + BigInt(value), 0n));
    }),
  );
});

test('the limit of exact sums is where whole numbers begin to be skipped', () => {
  expect(EXACT_SUM_LIMIT).toBe(Number.MAX_SAFE_INTEGER + 1);
  expect(EXACT_SUM_LIMIT + 1).toBe(EXACT_SUM_LIMIT);
});
