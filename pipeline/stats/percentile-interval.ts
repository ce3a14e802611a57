import { RatchetError } from '../errors.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { PairedBootstrap } from './paired-bootstrap.ts';
import { quantile } from './quantile.ts';

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Two-sided bootstrap interval that misses the true difference of RMSE with probability `alpha`, half on each side:
 * the percentiles alpha / 2 and 1 - alpha / 2 of the resamples. A smaller alpha never gives a narrower interval.
 *
 * Once alpha / 2 is below 1 / resamples the percentile would lie beyond the outermost resample, and no resample
 * speaks for it. Each bound is then the outermost resample or the normal bound, difference -+ z * standard error,
 * whichever is wider: an alpha that shrinks with every look at the data keeps costing something.
 *
 * Infinite on both sides if there were fewer than two blocks, or if alpha is 0. Throws a RatchetError 'internal'
 * unless alpha lies in [0, 1].
 */
export function percentileInterval(bootstrap: PairedBootstrap, alpha: number): Interval {
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new RatchetError('internal', `An interval is asked for by an alpha from 0 to 1, not ${alpha}.`);
  }
  const { difference, standardError, blocks, resamples, sortedDifferences } = bootstrap;
  if (blocks < 2 || alpha === 0) {
    return { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  }
  const tail = alpha / 2;
  if (tail * resamples >= 1) {
    return { lower: quantile(sortedDifferences, tail), upper: quantile(sortedDifferences, 1 - tail) };
  }
  const reach = -normalQuantile(tail) * standardError;
  return {
    lower: Math.min(sortedDifferences[0]!, difference - reach),
    upper: Math.max(sortedDifferences[resamples - 1]!, difference + reach),
  };
}
