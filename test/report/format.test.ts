import { describe, expect, it } from 'vitest';
import {
  bytes,
  decimal,
  integer,
  interval,
  list,
  milliseconds,
  percent,
  plural,
  seconds,
  signed,
  signedPercent,
} from '../../pipeline/report/format.ts';

describe('numbers', () => {
  it.each([
    [5.17, '5.170'],
    [12345.6789, '12,345.679'],
    [1234567, '1,234,567.000'],
    [-0.1224, '−0.122'],
    [-0.0004, '0.000'],
    [0, '0.000'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])(
    '%d has three digits after the point, groups of three before it, and a true minus: %s',
    (value, text) => {
      expect(decimal(value)).toBe(text);
    },
  );

  it.each([
    [0.12, '+0.120'],
    [-0.12, '−0.120'],
    [0.0001, '0.000'],
    [0, '0.000'],
    [Number.NaN, '–'],
  ])('a difference of %d carries its sign, unless it rounds to nothing: %s', (value, text) => {
    expect(signed(value)).toBe(text);
  });

  it('an interval shows both bounds with their signs, and a dash where nothing bounds it', () => {
    expect(interval(-0.3, 0.1)).toBe('[−0.300, +0.100]');
    expect(interval(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe('–');
  });

  it('counts are whole and grouped, and their noun follows their number', () => {
    expect(integer(76518)).toBe('76,518');
    expect([0, 1, 2, 1000].map((n) => plural(n, 'row'))).toEqual(['0 rows', '1 row', '2 rows', '1,000 rows']);
    expect(plural(2, 'pass', 'passes')).toBe('2 passes');
  });
});

describe('shares', () => {
  it.each([
    [0, '0 %'],
    [0.0123, '1.2 %'],
    [0.00004, '0.004 %'],
    [0.65344, '65.3 %'],
    [0.6, '60 %'],
    [1, '100 %'],
    [-0.02, '−2 %'],
    [Number.NaN, '–'],
  ])('%d of the rows is %s: a small share differs from none', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it('has so many digits as a column of shares needs', () => {
    expect([0.08, 0.6551].map((share) => percent(share, 1))).toEqual(['8.0 %', '65.5 %']);
    expect([0.08, -0.021, 0].map(signedPercent)).toEqual(['+8.0 %', '−2.1 %', '0.0 %']);
  });
});

describe('sizes and times', () => {
  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1500, '1.5 kB'],
    [268_123, '268 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [1_234_567, '1.2 MB'],
    [2_000_000_000, '2 GB'],
  ])('%d bytes are %s, by powers of 1,000', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it.each([
    [0.0004, '0.4 ms'],
    [0.032, '32 ms'],
    [0.9996, '1.0 s'],
    [1.94, '1.9 s'],
    [59.96, '1 min 0 s'],
    [125, '2 min 5 s'],
    [Number.NaN, '–'],
  ])('%d seconds are %s', (value, text) => {
    expect(seconds(value)).toBe(text);
  });

  it.each([
    [0.0071, '7.1 µs'],
    [0.0213, '21 µs'],
    [0.213, '0.21 ms'],
    [32.4, '32 ms'],
  ])('%d milliseconds are %s', (value, text) => {
    expect(milliseconds(value)).toBe(text);
  });
});

it('a list reads as a sentence does', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
