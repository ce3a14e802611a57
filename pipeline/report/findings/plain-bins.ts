import { floatBinEdges } from '../../stats/float-bin.ts';
import { FloatHistogram } from '../../stats/float-histogram.ts';
import type { ProfileHistogram } from '../../validate/profile.ts';

/** A histogram in bins of equal width, with what they leave out. */
export interface PlainHistogram {
  readonly bins: readonly { readonly from: number; readonly to: number; readonly rows: number }[];
  readonly rows: number;
  readonly nulls: number;
  readonly median: number;
  /** Quantiles 0.01 and 0.99: where the bins begin and end. */
  readonly low: number;
  readonly high: number;
}

const BINS = 32;

/**
 * A profile's histogram, whose bins widen with the value, in bins of equal width from its 1st to its 99th percentile:
 * what a reader expects of a histogram. The rows of a bin are spread evenly over it.
 */
export function plainBins({ bins, nulls, coarseness }: ProfileHistogram): PlainHistogram {
  const histogram = FloatHistogram.fromJSON({ bins, nulls });
  const [low, median, high] = [0.01, 0.5, 0.99].map((q) => histogram.quantile(q)) as [number, number, number];
  const base = { rows: histogram.count, nulls, median, low, high };
  if (!(high > low) || !Number.isFinite(high - low)) return { ...base, bins: [] };
  const width = (high - low) / BINS;
  const counts = new Float64Array(BINS);
  for (const [bin, rows] of bins) {
    const [from] = floatBinEdges(bin);
    const [, to] = floatBinEdges(bin + (1 << coarseness) - 1);
    // A bin narrower than ours falls into one of them; zeros have a bin of next to no width.
    for (let i = 0; i < BINS; i++) {
      const [left, right] = [low + i * width, low + (i + 1) * width];
      const inside = Math.min(to, right) - Math.max(from, left);
      if (to - from > 0 && inside > 0) counts[i]! += (rows * inside) / (to - from);
    }
  }
  return {
    ...base,
    bins: Array.from(counts, (rows, i) => ({ from: low + i * width, to: low + (i + 1) * width, rows })),
  };
}
