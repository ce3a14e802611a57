import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BINS_PER_SIGN, floatBin, floatBinEdges } from '../../pipeline/stats/float-bin.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

test('a power of two opens a bin 1/32 of it wide', () => {
  expect(floatBinEdges(floatBin(1))).toEqual([1, 1.03125]);
  expect(floatBinEdges(floatBin(1.04))).toEqual([1.03125, 1.0625]);
  expect(floatBinEdges(floatBin(8.2))).toEqual([8, 8.25]);
});

test('negative numbers have the mirrored bins', () => {
  expect(floatBinEdges(floatBin(-1))).toEqual([-1.03125, -1]);
  expect(floatBin(-1)).toBe(-1 - floatBin(1));
});

test('0 and -0 share bin 0, and the least numbers beside them lie in bins 0 and -1', () => {
  expect([0, -0, Number.MIN_VALUE, -Number.MIN_VALUE].map(floatBin)).toEqual([0, 0, 0, -1]);
  expect(floatBinEdges(0)).toEqual([0, 2 ** -1027]);
  expect(floatBinEdges(-1)).toEqual([-(2 ** -1027), 0]);
});

test('the infinities have the outermost bins to themselves', () => {
  const [least, greatest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  expect(floatBin(greatest)).toBe(BINS_PER_SIGN - 1);
  expect(floatBin(least)).toBe(-BINS_PER_SIGN);
  expect(floatBinEdges(floatBin(greatest))).toEqual([greatest, greatest]);
  expect(floatBinEdges(floatBin(least))).toEqual([least, least]);
  expect(floatBin(Number.MAX_VALUE)).toBe(BINS_PER_SIGN - 2);
});

test('a number lies between the edges of its bin, which are at most 1/32 apart', () => {
  fc.assert(
    fc.property(finite, (value) => {
      const [lower, upper] = floatBinEdges(floatBin(value));
      expect(lower).toBeLessThanOrEqual(value);
      expect(upper).toBeGreaterThanOrEqual(value);
      const isNormal = Math.abs(value) >= 2 ** -1022 && Math.abs(value) < 2 ** 1023;
      if (isNormal)
        expect(upper - lower).toBeLessThanOrEqual(Math.min(Math.abs(lower), Math.abs(upper)) / 32);
    }),
  );
});

test('bins come in the order of their values', () => {
  fc.assert(
    fc.property(finite, finite, (a, b) => {
      expect(floatBin(Math.min(a, b))).toBeLessThanOrEqual(floatBin(Math.max(a, b)));
    }),
  );
});

test('the edge nearer to 0 belongs to its bin', () => {
  const bin = fc.integer({ min: -BINS_PER_SIGN, max: BINS_PER_SIGN - 1 }).filter((value) => value !== -1);
  fc.assert(
    fc.property(bin, (value) => {
      const [lower, upper] = floatBinEdges(value);
      expect(floatBin(value < 0 ? upper : lower)).toBe(value);
    }),
  );
});
