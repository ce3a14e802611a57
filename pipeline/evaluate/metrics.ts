import type { Metrics, ScoredModel } from './evaluation.ts';
import { ERROR_BIN, ERROR_BINS, SCORE_TICKS, type ScoredSums } from './scored-sums.ts';

const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const TENTHS = 10;

/**
 * Metrics from a model's sums.
 *
 * @param truth rows, Σ truth, Σ truth², in ticks of `unit`
 * @param unit what errors were counted in, in the target's unit
 */
export function metricsOf({ errors, errorBins }: ScoredSums, truth: Float64Array, unit: number): Metrics {
  const rows = truth[0]!;
  const mean = (ticks: number) => ticks / SCORE_TICKS / rows;
  const variance = mean(truth[2]!) - mean(truth[1]!) * mean(truth[1]!);
  return {
    rows,
    rmse: unit * Math.sqrt(mean(errors[2]!)),
    mae: unit * mean(errors[1]!),
    medianAbsoluteError: unit * binQuantile(foldAtZero(errorBins), 0.5),
    r2: variance > 0 ? 1 - mean(errors[2]!) / variance : Number.NaN,
    bias: unit * mean(errors[0]!),
    errorQuantiles: Object.fromEntries(
      QUANTILES.map((q) => [String(q), unit * (binQuantile(errorBins, q) - (ERROR_BINS / 2) * ERROR_BIN)]),
    ),
  };
}

/** Mean prediction and truth in ten groups of about equal size, by ascending prediction. */
export function calibrationOf(
  { predictionBins }: ScoredSums,
  rows: number,
  unit: number,
  origin: number,
): ScoredModel['calibration'] {
  const tenths: ScoredModel['calibration'] = [];
  const tenthOf = (seen: number) => Math.min(TENTHS - 1, Math.floor((TENTHS * seen) / rows));
  let group = { rows: 0, predicted: 0, actual: 0 };
  let seen = 0;
  for (let bin = 0; bin < predictionBins.length; bin += 3) {
    group.rows += predictionBins[bin]!;
    group.predicted += predictionBins[bin + 1]!;
    group.actual += predictionBins[bin + 2]!;
    seen += predictionBins[bin]!;
    const isLast = bin === predictionBins.length - 3;
    // A bin that holds several tenths ends them all at once.
    if (group.rows === 0 || (tenthOf(seen) === tenthOf(seen - group.rows) && !isLast)) continue;
    const scale = unit / SCORE_TICKS / group.rows;
    tenths.push({
      rows: group.rows,
      predicted: origin + group.predicted * scale,
      actual: origin + group.actual * scale,
    });
    group = { rows: 0, predicted: 0, actual: 0 };
  }
  return tenths;
}

/** Rows by |error|: the bins below zero laid on those above. */
function foldAtZero(bins: Float64Array): Float64Array {
  const half = bins.length / 2;
  return Float64Array.from({ length: half }, (_, i) => bins[half + i]! + bins[half - 1 - i]!);
}

/** A quantile of binned values, in units from the first bin's lower edge, rows spread evenly over their bin. */
function binQuantile(bins: Float64Array, q: number): number {
  const total = bins.reduce((sum, n) => sum + n, 0);
  let below = 0;
  for (const [bin, rows] of bins.entries()) {
    if (rows > 0 && below + rows >= q * total) return (bin + (q * total - below) / rows) * ERROR_BIN;
    below += rows;
  }
  return Number.NaN;
}
