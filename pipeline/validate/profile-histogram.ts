import { BINS_PER_SIGN } from '../stats/float-bin.ts';
import { FloatHistogram, type FloatHistogramJson } from '../stats/float-histogram.ts';
import type { ProfileHistogram } from './profile.ts';

/** Bins listed at most: a column takes 6 kB of JSON or less. */
const MAX_BINS = 512;

/** A histogram as a profile lists it, coarsened until it is short enough. */
export function toProfileHistogram({ bins, nulls }: FloatHistogramJson): ProfileHistogram {
  return shorten({ bins: bins.map(([bin, count]) => [bin, count]), nulls, coarseness: 0 });
}

/** Adds two histograms, at the coarser's level: the same as coarsening the histogram of all values. */
export function mergeProfileHistograms(a: ProfileHistogram, b: ProfileHistogram): ProfileHistogram {
  const coarseness = Math.max(a.coarseness, b.coarseness);
  const sum = FloatHistogram.fromJSON(coarsen(a, coarseness)).merge(
    FloatHistogram.fromJSON(coarsen(b, coarseness)),
  );
  const { bins, nulls } = sum.toJSON();
  return shorten({ bins: bins.map(([bin, count]) => [bin, count]), nulls, coarseness });
}

/** Counts 2^coarseness neighbouring bins in the lowest of them. */
export function coarsen(histogram: ProfileHistogram, coarseness: number): ProfileHistogram {
  const bins: [number, number][] = [];
  for (const [bin, count] of histogram.bins) {
    const lowest = lowestBin(bin >> coarseness, coarseness);
    const last = bins.at(-1);
    if (last?.[0] === lowest) last[1] += count;
    else bins.push([lowest, count]);
  }
  return { bins, nulls: histogram.nulls, coarseness };
}

/** The bin that a group of 2^coarseness neighbours is counted in; that of -Infinity starts inside its group. */
export function lowestBin(group: number, coarseness: number): number {
  return Math.max(-BINS_PER_SIGN, group << coarseness);
}

function shorten(histogram: ProfileHistogram): ProfileHistogram {
  let short = histogram;
  while (short.bins.length > MAX_BINS) short = coarsen(histogram, short.coarseness + 1);
  return short;
}
