import { RatchetError } from '../errors.ts';
import { BINS_PER_SIGN, floatBin, floatBinEdges } from './float-bin.ts';
import { interpolate } from './interpolate.ts';

/** What `FloatHistogram` is written as: bins with values in ascending order, and how many values each holds. */
export interface FloatHistogramJson {
  readonly bins: ReadonlyArray<readonly [bin: number, count: number]>;
  readonly nulls: number;
}

/** 32 octaves: the values of a usual feature touch one or two pages out of 128. */
const PAGE_BITS = 10;
const PAGE_SIZE = 1 << PAGE_BITS;

/**
 * Counts of float64 values in the bins of `floatBin`. Counts are whole numbers, so that merging is exact, associative
 * and commutative: histograms of files add up to the histogram of all rows.
 *
 * After the log-linear bins of HDR Histogram (Tene) and DDSketch (Masson, Rim & Lee, 2019).
 */
export class FloatHistogram {
  /** Values counted, without nulls. */
  count = 0;
  /** Values that were NaN. */
  nulls = 0;
  /** Counts by bin - (-BINS_PER_SIGN), in pages made when first touched. */
  readonly #pages: (Float64Array | undefined)[] = [];

  static edges(bin: number): readonly [lower: number, upper: number] {
    return floatBinEdges(bin);
  }

  /** Throws a RatchetError 'schema' if bins are not ascending or counts are not whole numbers, as `toJSON` gives them. */
  static fromJSON(json: FloatHistogramJson): FloatHistogram {
    const histogram = new FloatHistogram();
    histogram.nulls = checkCount(json.nulls, 0);
    let previous = Number.NEGATIVE_INFINITY;
    for (const [bin, count] of json.bins) {
      if (!(Number.isInteger(bin) && bin > previous && bin >= -BINS_PER_SIGN && bin < BINS_PER_SIGN)) {
        throw new RatchetError(
          'schema',
          `A histogram's bins must be ascending whole numbers: ${bin} is not.`,
        );
      }
      histogram.#increase(bin, checkCount(count, 1));
      previous = bin;
    }
    return histogram;
  }

  addOne(value: number): void {
    if (Number.isNaN(value)) this.nulls++;
    else this.#increase(floatBin(value), 1);
  }

  /** Counts the first `count` values, all of them unless given. */
  add(values: Float64Array, count = values.length): void {
    const pages = this.#pages;
    let nulls = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) {
        nulls++;
        continue;
      }
      const slot = floatBin(value) + BINS_PER_SIGN;
      const page = pages[slot >>> PAGE_BITS] ?? this.#addPage(slot >>> PAGE_BITS);
      page[slot & (PAGE_SIZE - 1)]! += 1;
    }
    this.nulls += nulls;
    this.count += count - nulls;
  }

  /** Adds the counts of `other` to this one's, and gives this one. */
  merge(other: FloatHistogram): this {
    for (const [bin, count] of other.#bins()) this.#increase(bin, count);
    this.nulls += other.nulls;
    return this;
  }

  /**
   * Quantile `q`, as `quantile` defines it, of the values without nulls, from values assumed to lie evenly in their
   * bin: off by at most 1/32 of the larger in absolute value of the two sorted values that it lies between. NaN if
   * there are none. Throws a RatchetError 'internal' unless q lies in [0, 1].
   */
  quantile(q: number): number {
    if (!(q >= 0 && q <= 1)) {
      throw new RatchetError('internal', `A quantile is asked for by a share from 0 to 1, not ${q}.`);
    }
    if (this.count === 0) return Number.NaN;
    const position = (this.count - 1) * q;
    const rank = Math.floor(position);
    const next = Math.min(rank + 1, this.count - 1);
    let lower = Number.NaN;
    let before = 0;
    for (const [bin, count] of this.#bins()) {
      if (rank >= before && rank < before + count) lower = valueInBin(bin, rank - before, count);
      if (next < before + count) {
        return interpolate(lower, valueInBin(bin, next - before, count), position - rank);
      }
      before += count;
    }
    return lower;
  }

  toJSON(): FloatHistogramJson {
    return { bins: [...this.#bins()], nulls: this.nulls };
  }

  /** Bins that hold a value, ascending. */
  *#bins(): Generator<readonly [bin: number, count: number]> {
    for (let p = 0; p < this.#pages.length; p++) {
      const page = this.#pages[p];
      if (page === undefined) continue;
      for (let i = 0; i < PAGE_SIZE; i++) {
        if (page[i]! > 0) yield [p * PAGE_SIZE + i - BINS_PER_SIGN, page[i]!];
      }
    }
  }

  #increase(bin: number, by: number): void {
    const slot = bin + BINS_PER_SIGN;
    const page = this.#pages[slot >>> PAGE_BITS] ?? this.#addPage(slot >>> PAGE_BITS);
    page[slot & (PAGE_SIZE - 1)]! += by;
    this.count += by;
  }

  #addPage(index: number): Float64Array {
    const page = new Float64Array(PAGE_SIZE);
    this.#pages[index] = page;
    return page;
  }
}

/** Value of rank `rank`, from 0, of the `count` values of a bin. */
function valueInBin(bin: number, rank: number, count: number): number {
  // Bin 0 is where zeros are counted; what else it holds is too small to matter.
  if (bin === 0) return 0;
  const [lower, upper] = floatBinEdges(bin);
  return interpolate(lower, upper, (rank + 0.5) / count);
}

function checkCount(count: number, least: number): number {
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new RatchetError('schema', `A histogram counts in whole numbers from ${least} up, not ${count}.`);
}
