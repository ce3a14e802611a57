import type { GatePolicy } from '../contract/schema.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { holm } from '../stats/holm.ts';
import { normalCdf } from '../stats/normal-cdf.ts';
import { type PairedBootstrap, pairedBootstrap } from '../stats/paired-bootstrap.ts';
import { percentileInterval } from '../stats/percentile-interval.ts';
import { pairDays } from './compare-sums.ts';
import { sum } from './sum.ts';

/** How the candidate did on one slice, such as hour 17, against what the slice tolerates. */
export interface SliceTest {
  readonly slice: string;
  readonly key: string;
  readonly rows: number;
  readonly championRmse: number;
  readonly difference: number;
  /** Lower bound of the difference, at the level that Holm's procedure held this slice to. */
  readonly lower: number;
  /** What the difference may be: tolerance times the champion's RMSE. */
  readonly allowed: number;
  readonly pValue: number;
  readonly isWorse: boolean;
}

export interface SliceTests {
  readonly tests: readonly SliceTest[];
  /** Slices with too few rows, or rows of one day only, to say anything about. */
  readonly skipped: number;
}

/**
 * Tests every slice that is large enough, each on its own sums by day, against the hypothesis that the candidate is
 * within the slice's tolerance of the champion. Holm's procedure holds the chance of any false alarm to the
 * policy's alpha. That alpha is not spent over repeated tries: a smaller one would make slices easier to pass.
 */
export function testSlices(evaluation: Evaluation, policy: GatePolicy): SliceTests {
  const measured = Object.entries(policy.slices).flatMap(([slice, { tolerance }]) =>
    Object.entries(evaluation.slices[slice] ?? {}).map(([key, { rows, sse }]) => {
      const days = pairDays(rows, sse['candidate'] ?? [], sse['champion'] ?? []);
      return { slice, key, tolerance, days, rows: sum(rows) };
    }),
  );
  const judged = measured.filter(
    ({ rows, days }) => rows >= policy.slice_min_rows && days.filter(({ count }) => count > 0).length >= 2,
  );
  const results = judged.map(({ slice, key, tolerance, days, rows }) => {
    const bootstrap = pairedBootstrap(days, { seed: policy.seed, resamples: policy.resamples });
    const championRmse = Math.sqrt(sum(days.map(({ championSse }) => championSse)) / rows);
    const allowed = tolerance * championRmse;
    return { slice, key, rows, championRmse, allowed, bootstrap, pValue: pValueOf(bootstrap, allowed) };
  });
  const decisions = holm(
    results.map(({ pValue }) => pValue),
    policy.alpha,
  );
  const tests = results.map(({ bootstrap, ...result }, i) => {
    const { level, isRejected } = decisions[i]!;
    // The test looks at one side, the interval at two.
    const { lower } = percentileInterval(bootstrap, 2 * level);
    return { ...result, difference: bootstrap.difference, lower, isWorse: isRejected };
  });
  return { tests, skipped: measured.length - judged.length };
}

/**
 * Chance of what was seen, were the true difference no more than `allowed`: the share of resamples at or below it.
 * Where no resample is, the normal tail tells how far beyond their resolution it lies, as in `percentileInterval`.
 */
function pValueOf(bootstrap: PairedBootstrap, allowed: number): number {
  const { sortedDifferences, resamples, difference, standardError } = bootstrap;
  const firstAbove = sortedDifferences.findIndex((value) => value > allowed);
  if (firstAbove !== 0) return (firstAbove < 0 ? resamples : firstAbove) / resamples;
  return Math.min(1 / resamples, normalCdf((allowed - difference) / standardError));
}
