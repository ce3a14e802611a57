import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from '../../pipeline/contract/nearest.ts';

const NAMES = ['pickup_datetime', 'dropoff_datetime', 'trip_distance', 'VendorID', 'hour'];

describe('the nearest name', () => {
  test.each([
    { word: 'pikup_datetime', expected: 'pickup_datetime' },
    { word: 'tripdistance', expected: 'trip_distance' },
    { word: 'vendorid', expected: 'VendorID' },
    { word: 'VENDORID', expected: 'VendorID' },
    { word: 'hoor', expected: 'hour' },
    { word: 'hours', expected: 'hour' },
  ])('to $word is $expected', ({ word, expected }) => {
    expect(nearest(word, NAMES)).toBe(expected);
  });

  test.each(['tip', 'passenger_count', 'zzzz', ''])('to "%s" is none', (word) => {
    expect(nearest(word, NAMES)).toBeUndefined();
  });

  test('of equally near ones is the first', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  });

  test('of no names is none', () => {
    expect(nearest('a', [])).toBeUndefined();
  });
});

test('a hint asks for the name that was probably meant, or lists all where none is near', () => {
  expect(didYouMean('hoor', NAMES)).toBe('did you mean "hour"?');
  expect(didYouMean('zzzz', ['a', 'b'])).toBe('known: a, b');
});
