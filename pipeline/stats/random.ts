import { RatchetError } from '../errors.ts';

const TWO_TO_32 = 4294967296;
/** Rounds after which every bit of the seed has reached every bit of the state, as in PractRand's sfc32. */
const WARM_UP_ROUNDS = 12;

/**
 * Seeded generator of uniform numbers in [0, 1), multiples of 2^-32: the same seed gives the same numbers on any
 * machine. `seed` is any safe integer, negative too; anything else throws a RatchetError 'internal'.
 *
 * sfc32 of Chris Doty-Humphrey (PractRand): 128 bits of state, period at least 2^32, integer operations only.
 */
export function createRandom(seed: number): () => number {
  if (!Number.isSafeInteger(seed)) {
    throw new RatchetError('internal', `A random seed must be a safe integer, not ${seed}.`);
  }
  let a = 0;
  let b = seed | 0;
  let c = Math.floor(seed / TWO_TO_32) | 0;
  let counter = 1;

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / TWO_TO_32;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();
  return next;
}

/**
 * Uniform integer in [0, bound), drawn from `random`. `bound` lies in 1 … 2^21, so that no value is likelier than
 * another by more than one part in 2^11 even at the largest bound; else throws a RatchetError 'internal'.
 */
export function randomInt(random: () => number, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2097152) {
    throw new RatchetError('internal', `A random integer needs a bound from 1 to 2^21, not ${bound}.`);
  }
  return Math.floor(random() * bound);
}
