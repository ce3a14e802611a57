import type { ObservedRows } from './observed-rows.ts';
import type { ProfileHistogram, SliceProfile } from './profile.ts';
import { lowestBin } from './profile-histogram.ts';

/** A column of more labels than this is not sliced: too few rows would be left of each. */
export const MAX_SLICES = 16;

/** 2^2 neighbouring bins are one: eight an octave, each at most an eighth wider than its least value. */
const COARSENESS = 2;
/** Bits of a float64's high word below those that name its coarse bin: see `floatBin`. */
const DROPPED_BITS = 15 + COARSENESS;
const INFINITY_GROUP = 0x7ff00000 >>> DROPPED_BITS;
/** Coarse bins of one sign; those of numbers below 0 come first. */
const GROUPS = INFINITY_GROUP + 1;
const SLOTS = 2 * GROUPS;

/** Counts, for each label of a category column, how the target and the numbers of its rows are distributed. */
export class SliceCounter {
  readonly #column: string;
  readonly #numbers: readonly string[];
  #labels: readonly string[] = [];
  #isSliced = true;
  /** By code: rows, and those that the target's range keeps. */
  #rows = new Uint32Array(0);
  #kept = new Uint32Array(0);
  /** By code, then by coarse bin: of the target, then of each number. */
  #counts: Uint32Array[];
  #nulls: Uint32Array[];

  /** @param numbers number columns to be counted by label beside the target */
  constructor(column: string, numbers: readonly string[]) {
    this.#column = column;
    this.#numbers = numbers;
    this.#counts = ['', ...numbers].map(() => new Uint32Array(0));
    this.#nulls = ['', ...numbers].map(() => new Uint32Array(0));
  }

  add({ block, targets, kept }: Pick<ObservedRows, 'block' | 'targets' | 'kept'>): void {
    if (!this.#isSliced || !this.#useLabels(block.labels[this.#column]!)) return;
    const codes = block.codes[this.#column]!;
    const [rows, keptRows] = [this.#rows, this.#kept];
    for (let i = 0; i < codes.length; i++) rows[codes[i]!]!++;
    for (let i = 0; i < kept.length; i++) keptRows[codes[kept[i]!]!]!++;
    countGroups(codes, targets, this.#counts[0]!, this.#nulls[0]!);
    for (const [c, name] of this.#numbers.entries())
      countGroups(codes, block.numbers[name]!, this.#counts[c + 1]!, this.#nulls[c + 1]!);
  }

  /** By label; undefined for a column of too many. */
  profile(): Record<string, SliceProfile> | undefined {
    const used = this.#labels
      .map((label, code) => ({ label, code }))
      .filter(({ code }) => this.#rows[code]! > 0)
      .sort((a, b) => (a.label < b.label ? -1 : 1));
    if (!this.#isSliced || used.filter(({ label }) => label !== '').length > MAX_SLICES) return undefined;
    const histogram = (c: number, code: number) =>
      toHistogram(this.#counts[c]!.subarray(code * SLOTS, (code + 1) * SLOTS), this.#nulls[c]![code]!);
    return Object.fromEntries(
      used.map(({ label, code }) => [
        label,
        {
          rows: this.#rows[code]!,
          kept: this.#kept[code]!,
          target: histogram(0, code),
          numbers: Object.fromEntries(this.#numbers.map((name, c) => [name, histogram(c + 1, code)])),
        },
      ]),
    );
  }

  /** Makes room for labels, of which later ones only add to earlier ones; false where they are too many. */
  #useLabels(labels: readonly string[]): boolean {
    if (labels === this.#labels) return true;
    // A block may list a null that none of its rows has.
    this.#isSliced = labels.length <= MAX_SLICES + 1;
    const room = this.#isSliced ? labels.length : 0;
    const grow = (counts: Uint32Array, width: number) => {
      const grown = new Uint32Array(room * width);
      if (room > 0) grown.set(counts);
      return grown;
    };
    this.#labels = labels;
    this.#rows = grow(this.#rows, 1);
    this.#kept = grow(this.#kept, 1);
    this.#counts = this.#counts.map((counts) => grow(counts, SLOTS));
    this.#nulls = this.#nulls.map((counts) => grow(counts, 1));
    return this.#isSliced;
  }
}

/** Counts values by code and coarse bin, which are the top bits of a float64: they are read where they lie. */
function countGroups(
  codes: Uint16Array,
  values: Float64Array,
  counts: Uint32Array,
  nulls: Uint32Array,
): void {
  // The high word comes second: every platform of Node's first tier is little-endian.
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let i = 0; i < codes.length; i++) {
    const high = words[2 * i + 1]!;
    const size = (high & 0x7fffffff) >>> DROPPED_BITS;
    if (size > INFINITY_GROUP) nulls[codes[i]!]!++;
    // Zero has a sign of its own, and is not below zero.
    else counts[codes[i]! * SLOTS + GROUPS + (size === 0 ? 0 : size ^ (high >> 31))]!++;
  }
}

function toHistogram(slots: Uint32Array, nulls: number): ProfileHistogram {
  const bins: [number, number][] = [];
  for (const [slot, n] of slots.entries()) {
    if (n > 0) bins.push([lowestBin(slot - GROUPS, COARSENESS), n]);
  }
  return { bins, nulls, coarseness: COARSENESS };
}
