import { floatBinEdges } from '../../stats/float-bin.ts';
import { FloatHistogram } from '../../stats/float-histogram.ts';
import type { ProfileHistogram } from '../../validate/profile.ts';

/** A histogram as readers expect one. */
export interface PlainHistogram {
  readonly median: number;
  /** Quantiles 0.01 and 0.99: where the bins begin and end. */
  readonly low: number;
  readonly high: number;
  /** Bins of equal width; none where all values are about the same. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly rows: number }[];
}

/** Rows by value of a column of few whole numbers, such as a count of passengers. */
export type WholeNumbers = readonly { readonly value: number; readonly rows: number }[];

const BINS = 32;
/** Up to here every whole number has a bin of its own. */
const LARGEST_WHOLE = 32;

/**
 * A profile's histogram, whose bins widen with the value, in bins of equal width from its 1st to its 99th percentile.
 * The rows of a bin are spread evenly over it.
 */
export function plainBins({ bins, nulls, coarseness }: ProfileHistogram): PlainHistogram {
  const histogram = FloatHistogram.fromJSON({ bins, nulls });
  const [low, median, high] = [0.01, 0.5, 0.99].map((q) => histogram.quantile(q)) as [number, number, number];
  if (!(high > low) || !Number.isFinite(high - low)) return { median, low, high, bins: [] };
  const width = (high - low) / BINS;
  const counts = new Float64Array(BINS);
  for (const [bin, rows] of bins) {
    const [from] = floatBinEdges(bin);
    const [, to] = floatBinEdges(bin + (1 << coarseness) - 1);
    if (!Number.isFinite(to - from)) continue;
    for (let i = 0; i < BINS; i++) {
      const [left, right] = [low + i * width, low + (i + 1) * width];
      const inside = Math.min(to, right) - Math.max(from, left);
      if (inside > 0) counts[i]! += (rows * inside) / (to - from);
    }
  }
  const edge = (i: number) => low + i * width;
  return {
    median,
    low,
    high,
    bins: Array.from(counts, (rows, i) => ({ from: edge(i), to: edge(i + 1), rows })),
  };
}

/** Rows by value, where a histogram is of whole numbers from 0 to 32 only; else undefined. */
export function wholeNumbers({ bins, coarseness }: ProfileHistogram): WholeNumbers | undefined {
  if (coarseness !== 0 || bins.length === 0) return undefined;
  const values = bins.map(([bin, rows]) => ({ value: floatBinEdges(bin)[0], rows }));
  const areWhole = values.every(
    ({ value }) => Number.isInteger(value) && value >= 0 && value <= LARGEST_WHOLE,
  );
  return areWhole ? values : undefined;
}
