import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { createRandom, randomInt } from '../../pipeline/stats/random.ts';
import { chiSquareOfUniform } from './chi-square.ts';

// sfc32 in Python integers: state (0, low word, high word, 1), twelve rounds thrown away, then four kept.
test.each([
  { seed: 0, words: [1363572419, 145230303, 808754475, 4216505632] },
  { seed: 1, words: [2012149540, 1872316204, 1707632675, 1779833415] },
  { seed: 42, words: [1264412219, 1947509147, 3919439299, 1251167922] },
  { seed: -1, words: [3339006752, 3678934910, 3081961671, 2370706465] },
  { seed: 1099511627783, words: [1614752920, 2544231158, 2841167337, 645591171] },
])('createRandom of seed $seed follows sfc32', ({ seed, words }) => {
  const random = createRandom(seed);
  expect(words.map(() => random() * 2 ** 32)).toEqual(words);
});

test('createRandom is uniform on [0, 1)', () => {
  const random = createRandom(2024);
  const counts = new Array<number>(100).fill(0);
  for (let i = 0; i < 200_000; i++) counts[Math.floor(random() * 100)]!++;
  // scipy.stats.chi2.ppf(0.999, 99)
  expect(chiSquareOfUniform(counts)).toBeLessThan(148.23);
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  'createRandom rejects the seed %d',
  (seed) => {
    expect(() => createRandom(seed)).toThrow(RatchetError);
  },
);

test('randomInt is uniform on the whole numbers below its bound', () => {
  const random = createRandom(7);
  const counts = new Array<number>(7).fill(0);
  for (let i = 0; i < 70_000; i++) counts[randomInt(random, 7)]!++;
  // scipy.stats.chi2.ppf(0.999, 6)
  expect(chiSquareOfUniform(counts)).toBeLessThan(22.46);
});

test('randomInt below 1 is always 0', () => {
  expect(randomInt(() => 1 - 2 ** -32, 1)).toBe(0);
});

test('randomInt never reaches its bound', () => {
  expect(randomInt(() => 1 - 2 ** -32, 2 ** 21)).toBe(2 ** 21 - 1);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 21 + 1])('randomInt rejects the bound %d', (bound) => {
  expect(() => randomInt(() => 0, bound)).toThrow(RatchetError);
});
