import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeTallies, type Tally, tallyHits } from '../../pipeline/validate/tally.ts';

/** The tally of rows 1 … n of which `hits` broke a rule, starting at a row. */
const tally = (hits: number[], firstRow: number): Tally =>
  tallyHits(Uint8Array.from(hits), hits.filter((hit) => hit === 1).length, firstRow, (row) => firstRow + row);

it('counts all rows that broke a rule and shows the first three, by their number in the file', () => {
  expect(tally([0, 1, 0, 1, 1, 1], 101)).toEqual({
    count: 4,
    samples: [102, 104, 105].map((row) => ({ row, value: row })),
  });
});

it('writes values that JSON has not as text, and NaN as null', () => {
  const values = [Infinity, Number.NaN, 'x'];
  expect(
    tallyHits(Uint8Array.of(1, 1, 1), 3, 1, (row) => values[row]!).samples.map(({ value }) => value),
  ).toEqual(['Infinity', null, 'x']);
});

it('is the same for any grouping and order of the parts', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 1 }))), fc.nat(), (parts, cut) => {
      const tallies = parts.map((hits, i) => tally(hits, 1 + parts.slice(0, i).flat().length));
      const none: Tally = { count: 0, samples: [] };
      const at = cut % (tallies.length + 1);
      const [head, tail] = [tallies.slice(0, at), tallies.slice(at)].map((some) =>
        some.reduce(mergeTallies, none),
      );
      const whole = tally(parts.flat(), 1);
      expect(tallies.reduce(mergeTallies, none)).toEqual(whole);
      expect(mergeTallies(tail!, head!)).toEqual(whole);
    }),
  );
});
