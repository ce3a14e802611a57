import { expect, test } from 'vitest';
import { deriveKeys } from '../../pipeline/features/derive-keys.ts';
import { frameOf } from './evaluate-features.ts';

const { frame } = frameOf({ categories: { zone: ['a', 'b'], other: ['a', 'b', 'c'] } });
const [zone, other] = [frame.key('zone'), frame.key('other')];

test('keys are derived from codes of the keys they are made of', () => {
  const both = frame.tuple(['zone', 'other']);
  const weekend = frame.key('weekend(at)');
  const halfHours = frame.key('half_hour_of_week(at)');
  const codes = [Int32Array.of(0, 1, 1, -1), Int32Array.of(2, 0, -1, 1), Int32Array.of(0, 240, 239, -1)];
  // Three others a zone; Saturday begins after five days of 48 half-hours.
  expect(deriveKeys([zone, other, halfHours], codes, [both, weekend, other])).toEqual([
    Int32Array.of(2, 3, -1, -1),
    Int32Array.of(0, 1, 0, -1),
    Int32Array.of(2, 0, -1, 1),
  ]);
});

test('a given key counts as given, whatever it could be derived from', () => {
  const both = frame.tuple(['zone', 'other']);
  expect(deriveKeys([both, zone], [Int32Array.of(5), Int32Array.of(0)], [both])).toEqual([Int32Array.of(5)]);
});

test('no rows give no codes', () => {
  expect(deriveKeys([zone], [new Int32Array(0)], [zone, zone])).toEqual([
    new Int32Array(0),
    new Int32Array(0),
  ]);
});
