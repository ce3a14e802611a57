import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandFinder } from '../../pipeline/features/band-finder.ts';

const bandsOf = (knots: readonly number[], numbers: readonly number[]): number[] => {
  const out = new Int32Array(numbers.length);
  bandFinder(Float64Array.from(knots), numbers.length)(Float64Array.from(numbers), numbers.length, out);
  return [...out];
};

/** How many knots a number has reached, by asking each. */
const counted = (knots: readonly number[], number: number) =>
  Number.isNaN(number) ? -1 : knots.filter((knot) => number >= knot).length;

test('a number lies in the band of the knots it has reached, whatever its size and sign', () => {
  const anyNumber = fc.oneof(
    fc.double(),
    fc.double({ min: -100, max: 100 }),
    fc.constantFrom(0, -0, Number.MIN_VALUE),
  );
  const someKnots = fc
    .uniqueArray(
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
      ),
      {
        minLength: 1,
        maxLength: 98,
        comparator: (a, b) => a === b,
      },
    )
    .map((knots) => knots.sort((a, b) => a - b));
  fc.assert(
    fc.property(someKnots, fc.array(anyNumber, { maxLength: 50 }), (knots, numbers) => {
      // The knots themselves, and their neighbours on either side, are where a band ends.
      const edges = knots.flatMap((knot) => [
        knot,
        knot - Math.abs(knot) * 2 ** -52,
        knot + Math.abs(knot) * 2 ** -52,
      ]);
      const all = [...numbers, ...edges];
      expect(bandsOf(knots, all)).toEqual(all.map((number) => counted(knots, number)));
    }),
  );
});

test('infinite numbers lie at the ends, NaN nowhere', () => {
  expect(bandsOf([-1, 1], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN])).toEqual([
    0, 2, -1,
  ]);
});

test('only as many numbers as are asked for are looked at', () => {
  const out = new Int32Array(3).fill(9);
  bandFinder(Float64Array.of(1), 3)(Float64Array.of(0, 2, 2), 2, out);
  expect([...out]).toEqual([0, 1, 9]);
});
