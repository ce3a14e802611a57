/** Sums of one model over all rows, as whole ticks, so that they merge exactly in any grouping. */
export interface ScoredSums {
  /** Σ error, Σ |error|, Σ error². */
  readonly errors: Float64Array;
  /** Rows by error, in bins of ERROR_BIN units around 0. */
  readonly errorBins: Float64Array;
  /** By bin of the prediction: rows, Σ prediction, Σ truth, both counted from the origin. */
  readonly predictionBins: Float64Array;
}

/** Errors are counted in bins of 1/128 unit, out to 128 units; quantiles are exact to a bin. */
export const ERROR_BIN = 1 / 128;
export const ERROR_BINS = 32_768;
/** Predictions are counted in bins of 1/16 unit from the origin on, out to 128 units. */
export const PREDICTION_BIN = 1 / 16;
export const PREDICTION_BINS = 2_048;
/** Errors are counted in 2⁻²⁰ of a unit, a power of two near 1/64 of the target's range. */
export const SCORE_TICKS = 2 ** 20;

/** The power of two that errors of a target with this range are counted in: 1/64 to 1/32 of the range. */
export function scoreUnit([low, high]: readonly [number, number]): number {
  let unit = 1;
  while (unit * 64 < high - low) unit *= 2;
  while (unit * 32 > high - low && unit > 2 ** -60) unit /= 2;
  return unit;
}

/** Where predictions and truth are counted from: a whole multiple of 64 units, less than that below the range. */
export const scoreOrigin = ([low]: readonly [number, number], unit: number): number =>
  Math.floor(low / unit / 64) * 64 * unit;

export const addArrays = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + b[i]!);
