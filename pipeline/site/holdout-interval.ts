import type { Metrics } from '../evaluate/evaluation.ts';

/** Where the truth lay for a share of the holdout's rows, seen from their predictions, in the target's unit. */
export interface HoldoutInterval {
  readonly low: number;
  readonly high: number;
  /** Share of the holdout's rows whose truth lay inside: 0.9. */
  readonly share: number;
}

/** Quantiles of the error that each interval lies between. */
const BOUNDS = { 0.5: ['0.25', '0.75'], 0.9: ['0.05', '0.95'], 0.98: ['0.01', '0.99'] } as const;

/**
 * The interval that the holdout's errors give a prediction: errors are prediction less truth, so that the truth lies
 * between prediction less the upper quantile and prediction less the lower. Cut to the range that the target is kept
 * in, which no row of the holdout left.
 */
export function holdoutInterval(
  prediction: number,
  { errorQuantiles }: Pick<Metrics, 'errorQuantiles'>,
  [least, greatest]: readonly [number, number],
  share: keyof typeof BOUNDS = 0.9,
): HoldoutInterval {
  const [lower, upper] = BOUNDS[share];
  const cut = (value: number) => Math.min(greatest, Math.max(least, value));
  return {
    low: cut(prediction - errorQuantiles[upper]!),
    high: cut(prediction - errorQuantiles[lower]!),
    share,
  };
}
