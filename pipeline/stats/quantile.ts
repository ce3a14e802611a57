import { RatchetError } from '../errors.ts';
import { interpolate } from './interpolate.ts';

/**
 * Quantile `q` of ascending values, by linear interpolation between the two nearest (type 7 of Hyndman & Fan, 1996;
 * the default of NumPy and R). `Float64Array.prototype.sort` puts NaN last.
 *
 * NaN if `sorted` is empty or holds a NaN. Throws a RatchetError 'internal' unless q lies in [0, 1].
 */
export function quantile(sorted: Float64Array, q: number): number {
  if (!(q >= 0 && q <= 1)) {
    throw new RatchetError('internal', `A quantile is asked for by a share from 0 to 1, not ${q}.`);
  }
  const { length } = sorted;
  if (length === 0 || Number.isNaN(sorted[length - 1])) return Number.NaN;
  const position = (length - 1) * q;
  const index = Math.floor(position);
  const lower = sorted[index]!;
  return interpolate(lower, sorted[index + 1] ?? lower, position - index);
}
