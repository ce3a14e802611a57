import type { FloatHistogramJson } from '../stats/float-histogram.ts';
import { lowestBin } from './profile-histogram.ts';

/** Bits of a float64's high word below those that name its bin: see `floatBin`. */
const DROPPED_BITS = 15;

/**
 * Counts of float64 values in the bins of `floatBin`, by code, in one array without a branch a value: twice as fast as a
 * `FloatHistogram`, at 512 kB for each code where bins are not coarse.
 */
export class BinCounts {
  readonly #coarseness: number;
  /** Slots of one sign, those of NaN the last; those of numbers below 0 come first. */
  readonly #half: number;
  #counts: Uint32Array;

  /** @param coarseness 2^coarseness neighbouring bins are counted as one */
  constructor(coarseness: number, codes = 1) {
    this.#coarseness = coarseness;
    this.#half = (0x7fffffff >>> (DROPPED_BITS + coarseness)) + 1;
    this.#counts = new Uint32Array(codes * 2 * this.#half);
  }

  /** Makes room for so many codes; those that there are keep their counts. */
  grow(codes: number): void {
    const grown = new Uint32Array(codes * 2 * this.#half);
    grown.set(this.#counts.subarray(0, grown.length));
    this.#counts = grown;
  }

  /** Counts values that have no codes. */
  add(values: Float64Array): void {
    const [words, counts, half, shift] = [wordsOf(values), this.#counts, this.#half, this.#shift];
    for (let i = 1; i < words.length; i += 2) {
      const high = words[i]!;
      counts[half + (((high & 0x7fffffff) >>> shift) ^ (high >> 31))]!++;
    }
  }

  /** Counts each value under its code. */
  addByCode(values: Float64Array, codes: Uint16Array): void {
    const [words, counts, half, shift] = [wordsOf(values), this.#counts, this.#half, this.#shift];
    const width = 2 * half;
    for (let i = 0; i < codes.length; i++) {
      const high = words[2 * i + 1]!;
      counts[codes[i]! * width + half + (((high & 0x7fffffff) >>> shift) ^ (high >> 31))]!++;
    }
  }

  /** How many values were counted under a code, NaN too. */
  count(code = 0): number {
    return this.#slotsOf(code).reduce((sum, n) => sum + n, 0);
  }

  /** What was counted under a code; bins are the lowest of those that were counted as one. */
  histogram(code = 0): FloatHistogramJson {
    const half = this.#half;
    const infinity = 0x7ff00000 >>> this.#shift;
    const bins = new Map<number, number>();
    const slots = this.#slotsOf(code);
    let nulls = 0;
    // By position: most slots are empty, and an iterator would make a pair for each.
    for (let slot = 0; slot < slots.length; slot++) {
      const n = slots[slot]!;
      if (n === 0) continue;
      const group = slot - half;
      if ((group < 0 ? -1 - group : group) > infinity) nulls += n;
      else {
        // Zero has a sign of its own, and is not below zero.
        const bin = lowestBin(group === -1 ? 0 : group, this.#coarseness);
        bins.set(bin, (bins.get(bin) ?? 0) + n);
      }
    }
    return { bins: [...bins].sort(([a], [b]) => a - b), nulls };
  }

  #slotsOf(code: number): Uint32Array {
    return this.#counts.subarray(2 * this.#half * code, 2 * this.#half * (code + 1));
  }

  get #shift(): number {
    return DROPPED_BITS + this.#coarseness;
  }
}

/** The words of float64s; the high one comes second: every platform of Node's first tier is little-endian. */
const wordsOf = (values: Float64Array) => new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
