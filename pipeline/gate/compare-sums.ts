import type { GatePolicy } from '../contract/schema.ts';
import { RatchetError } from '../errors.ts';
import { type PairedBlock, pairedBootstrap } from '../stats/paired-bootstrap.ts';
import { percentileInterval } from '../stats/percentile-interval.ts';
import type { Comparison } from './verdict.ts';

/** Days of two models' errors on the same rows. */
export function pairDays(
  rows: readonly number[],
  candidateSse: readonly number[],
  otherSse: readonly number[],
): PairedBlock[] {
  // A day that is missing in one of them becomes NaN, which the bootstrap refuses.
  return rows.map((count, day) => ({
    count,
    candidateSse: candidateSse[day] ?? Number.NaN,
    championSse: otherSse[day] ?? Number.NaN,
  }));
}

/**
 * Answers how the candidate compares with another model, by paired bootstrap over days: *better* and *worse* when
 * the interval of the difference of RMSE excludes 0, else *no worse* when it stays below the margin.
 *
 * A difference that is surely above 0 is *worse* even inside the margin: many such steps would be a slide.
 *
 * Throws a RatchetError 'undecided' for fewer than two days, 'numeric' for sums that are missing, negative or NaN.
 */
export function compareSums(
  days: readonly PairedBlock[],
  { seed, resamples, margin }: GatePolicy,
  alpha: number,
): Comparison {
  const bootstrap = pairedBootstrap(days, { seed, resamples });
  if (bootstrap.blocks < 2) {
    throw new RatchetError(
      'undecided',
      `${bootstrap.blocks} day(s) of rows cannot be resampled by day; it takes 2.`,
      {
        hint: 'Judge on a holdout of at least two days, better two weeks.',
      },
    );
  }
  const { lower, upper } = percentileInterval(bootstrap, alpha);
  return {
    answer: answerOf(lower, upper, margin),
    difference: bootstrap.difference,
    lower,
    upper,
    alpha,
    days: bootstrap.blocks,
  };
}

function answerOf(lower: number, upper: number, margin: number): Comparison['answer'] {
  if (upper < 0) return 'better';
  if (lower > 0) return 'worse';
  return upper < margin ? 'no-worse' : 'inconclusive';
}
