/**
 * A row is hashed cell by cell, `finishHash(hashString(hashNumber(HASH_SEED, x), s))`, with the mixing of
 * MurmurHash3 x86_32 (Austin Appleby): fast and well spread, not cryptographic. The result depends on the order of
 * the cells and on nothing else, so that a row falls in the same fold on every machine.
 */
export const HASH_SEED = 0x9747b28c;

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

const FLOAT = new Float64Array(1);
const WORDS = new Uint32Array(FLOAT.buffer);

/** Mixes a float64 into hash `h`; -0 counts as 0, and every NaN as the same NaN. Gives a signed 32-bit integer. */
export function hashNumber(h: number, value: number): number {
  // A NaN may carry any payload, so its words are given here.
  if (Number.isNaN(value)) return mixWord(mixWord(h, 0), 0x7ff80000);
  // Adding 0 turns -0 into 0.
  FLOAT[0] = value + 0;
  return mixWord(mixWord(h, WORDS[0]!), WORDS[1]!);
}

/** Mixes a string's UTF-16 code units and then its length into hash `h`. Gives a signed 32-bit integer. */
export function hashString(h: number, s: string): number {
  let hash = h;
  const { length } = s;
  let i = 0;
  for (; i + 1 < length; i += 2) hash = mixWord(hash, s.charCodeAt(i) | (s.charCodeAt(i + 1) << 16));
  if (i < length) hash = mixWord(hash, s.charCodeAt(i));
  // The length keeps ('a', 'bc') apart from ('ab', 'c').
  return mixWord(hash, length);
}

/** Spreads every bit of `h` over all 32: an unsigned 32-bit integer, fit for `% folds`. */
export function finishHash(h: number): number {
  let hash = h ^ (h >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Mixes a word into hash `h`. */
export function mixWord(h: number, word: number): number {
  return mixScrambled(h, scramble(word));
}

/** The half of `mixWord` that looks at the word alone: what is mixed into many hashes is scrambled once. */
export function scramble(word: number): number {
  const k = Math.imul(word, C1);
  return Math.imul((k << 15) | (k >>> 17), C2);
}

/** The other half. Gives a signed 32-bit integer, as `mixWord` does. */
export function mixScrambled(h: number, scrambled: number): number {
  const mixed = h ^ scrambled;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}
