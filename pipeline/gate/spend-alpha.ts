import { RatchetError } from '../errors.ts';
import type { Attempts } from './gate-input.ts';

/** All tries on one holdout before this one. */
export const triesOf = ({ versions, others }: Attempts): number => versions + others;

/**
 * Level of the `attempts`-th try on one holdout, from 0: alpha / ((n + 1)(n + 2)). However many candidates are tried
 * on a month, the levels add up to at most alpha, for 1/1·2 + 1/2·3 + 1/3·4 + … = 1.
 *
 * Throws a RatchetError 'internal' unless `attempts` is a whole number from 0.
 */
export function spendAlpha(alpha: number, attempts: number): number {
  if (!(Number.isSafeInteger(attempts) && attempts >= 0)) {
    throw new RatchetError('internal', `Earlier tries on a holdout are counted from 0, not ${attempts}.`);
  }
  return alpha / ((attempts + 1) * (attempts + 2));
}
