import { RatchetError } from '../../errors.ts';
import type { BoundEncoding } from '../../model/bound-encoding.ts';
import type { FinalTerm } from '../../model/recipe-frame.ts';

/** Values that the key of an encoding may take: a fit lays out a few numbers for each. */
const MAX_KEYS = 2 ** 25;
/** One-hot columns of a recipe: their Gram matrix and its factorisation grow with the square and the cube. */
const MAX_ONE_HOT = 4096;

/** Throws a RatchetError `contract` where an encoding's key could take more values than memory holds tables for. */
export function checkKeys(encodings: readonly BoundEncoding[]): void {
  for (const { label, key } of encodings) {
    if (key.size <= MAX_KEYS) continue;
    throw new RatchetError(
      'contract',
      `the encoding by ${label} has ${key.size} keys; at most ${MAX_KEYS} can be fitted`,
      {
        hint: 'encode by fewer or coarser keys: cut, lookup, clusters of a geometry',
      },
    );
  }
}

/** Throws a RatchetError `contract` where the last regression would get more one-hot columns than it can solve. */
export function checkOneHots(terms: readonly FinalTerm[]): void {
  for (const term of terms) {
    if (term.kind !== 'one-hot' || term.key.size <= MAX_ONE_HOT) continue;
    const { label, size } = term.key;
    throw new RatchetError(
      'contract',
      `one_hot(${label}) has ${size} columns; at most ${MAX_ONE_HOT} can be solved`,
      {
        hint: 'use an encoding by this key: it takes as many values as there are, and shrinks the rare ones',
      },
    );
  }
}
