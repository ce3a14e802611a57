import type { DaySums } from '../../evaluate/evaluation.ts';
import { pairedBootstrap } from '../../stats/paired-bootstrap.ts';
import { percentileInterval } from '../../stats/percentile-interval.ts';
import type { Difference, IntervalPolicy } from '../comparison.ts';

const UNKNOWN = {
  difference: Number.NaN,
  lower: Number.NEGATIVE_INFINITY,
  upper: Number.POSITIVE_INFINITY,
} as const;

/** RMSE of the candidate less that of `rival`, bootstrapped over days. */
export function pairedDifference(sums: DaySums, rival: string, policy: IntervalPolicy): Difference {
  return bootstrap(sums, sums.sse['candidate']!, sums.sse[rival]!, policy);
}

/** RMSE of one model with its interval: its difference from a model without errors. */
export function rmseInterval(sums: DaySums, name: string, policy: IntervalPolicy): Difference {
  const flawless = sums.rows.map(() => 0);
  return bootstrap(sums, sums.sse[name]!, flawless, policy);
}

function bootstrap(
  { rows }: DaySums,
  candidate: readonly number[],
  champion: readonly number[],
  { alpha, resamples, seed }: IntervalPolicy,
): Difference {
  // A model that predicts NaN is shown and rejected like any other; only its numbers are missing.
  if (![...candidate, ...champion].every(Number.isFinite)) return { ...UNKNOWN, alpha };
  const blocks = rows.map((count, day) => ({
    count,
    candidateSse: candidate[day]!,
    championSse: champion[day]!,
  }));
  const result = pairedBootstrap(blocks, { seed, resamples });
  return { difference: result.difference, ...percentileInterval(result, alpha), alpha };
}
