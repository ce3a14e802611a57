import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finishHash, HASH_SEED, hashNumber, hashString } from '../../pipeline/stats/hash-row.ts';
import { chiSquareOfUniform } from './chi-square.ts';

const ofNumber = (value: number) => finishHash(hashNumber(HASH_SEED, value));
const ofString = (value: string) => finishHash(hashString(HASH_SEED, value));

// MurmurHash3's mixing in Python integers, over struct.pack('<d', x) or the UTF-16LE code units and their number.
test('numbers hash as MurmurHash3 mixes their two words', () => {
  expect([0, 1.5, -1.5, Number.NaN].map(ofNumber)).toEqual([1746965550, 1152668596, 3179570046, 585246846]);
});

test('strings hash as MurmurHash3 mixes their code units, two a word, and their length', () => {
  expect(['', 'abc', 'Zürich €'].map(ofString)).toEqual([519224640, 483762678, 2424789216]);
});

test('a row hashes cell after cell', () => {
  expect(finishHash(hashString(hashNumber(HASH_SEED, 12.25), '2021-01-01'))).toBe(4044228108);
});

test('-0 hashes as 0, and every NaN as the same NaN', () => {
  const otherNaN = new Float64Array(new Uint32Array([123, 0xfff80001]).buffer)[0]!;
  expect(ofNumber(-0)).toBe(ofNumber(0));
  expect(ofNumber(otherNaN)).toBe(ofNumber(Number.NaN));
});

test('a row depends on the order of its cells and on where a string ends', () => {
  const row = (...cells: string[]) => finishHash(cells.reduce(hashString, HASH_SEED));
  expect(row('a', 'b')).not.toBe(row('b', 'a'));
  expect(row('a', 'bc')).not.toBe(row('ab', 'c'));
  expect(row('', 'a')).not.toBe(row('a', ''));
});

test('a hash is an unsigned 32-bit integer', () => {
  fc.assert(
    fc.property(fc.double(), fc.string(), (value, text) => {
      const hash = finishHash(hashString(hashNumber(HASH_SEED, value), text));
      expect(hash).toBe(hash >>> 0);
    }),
  );
});

test.each([
  { description: 'consecutive whole numbers', hashOf: (i: number) => ofNumber(i) },
  { description: 'hundredths', hashOf: (i: number) => ofNumber(i / 100) },
  {
    description: 'timestamps one minute apart',
    hashOf: (i: number) => ofNumber(1_609_459_200_000 + i * 60_000),
  },
  { description: 'powers of two and their sums', hashOf: (i: number) => ofNumber(i * 2 ** 40) },
  { description: 'numbered strings', hashOf: (i: number) => ofString(`zone-${i}`) },
])('$description fall evenly into 3 folds', ({ hashOf }) => {
  const folds = [0, 0, 0];
  for (let i = 0; i < 60_000; i++) folds[hashOf(i) % 3]!++;
  // scipy.stats.chi2.ppf(0.999, 2)
  expect(chiSquareOfUniform(folds)).toBeLessThan(13.82);
});

test('flipping any bit of a number flips half of the bits of its hash', () => {
  const words = new Uint32Array(2);
  const value = new Float64Array(words.buffer);
  for (let bit = 0; bit < 64; bit++) {
    let flipped = 0;
    for (let i = 1; i <= 500; i++) {
      value[0] = i * 1.37;
      const before = ofNumber(value[0]);
      // The shift takes its count modulo 32.
      words[bit >>> 5]! ^= 1 << bit;
      flipped += bitCount(before ^ ofNumber(value[0]!));
    }
    // 16,000 fair bits: half, give or take five standard deviations of 63.
    expect(Math.abs(flipped - 8000)).toBeLessThan(320);
  }
});

function bitCount(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
