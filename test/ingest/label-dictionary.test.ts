import { expect, it } from 'vitest';
import { LabelDictionary, MAX_LABELS } from '../../pipeline/ingest/label-dictionary.ts';

it('gives codes in the order in which labels are first seen, one for 74, 74.0 and "74"', () => {
  const dictionary = new LabelDictionary('zone', 'rides.parquet');
  expect([43, 74, 43, Number.NaN, 1.5, -0, 0, -7].map((value) => dictionary.codeOfNumber(value))).toEqual([
    0, 1, 0, 2, 3, 4, 4, 5,
  ]);
  expect(dictionary.codeOf('74')).toBe(1);
  expect(dictionary.labels()).toEqual(['43', '74', '', '1.5', '0', '-7']);
});

it('gives the very same labels until one is added, and never changes what it gave', () => {
  const dictionary = new LabelDictionary('zone', 'rides.parquet');
  dictionary.codeOf('a');
  const before = dictionary.labels();
  dictionary.codeOf('a');
  expect(dictionary.labels()).toBe(before);
  dictionary.codeOf('b');
  expect([before, dictionary.labels()]).toEqual([['a'], ['a', 'b']]);
});

it('refuses a category with more values than codes, naming file, column and what to do', () => {
  const dictionary = new LabelDictionary('ride_id', 'rides.parquet');
  for (let id = 0; id < MAX_LABELS; id++) dictionary.codeOfNumber(id);
  expect(() => dictionary.codeOfNumber(-1)).toThrow(
    'rides.parquet: column ride_id: expected a category of at most 65535 values, found more',
  );
});
