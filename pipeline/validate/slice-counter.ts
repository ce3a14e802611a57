import { BINS_PER_SIGN, floatBin } from '../stats/float-bin.ts';
import type { ObservedRows } from './observed-rows.ts';
import type { ProfileHistogram, SliceProfile } from './profile.ts';
import { lowestBin } from './profile-histogram.ts';

/** A column of more labels than this is not sliced: too few rows would be left of each. */
export const MAX_SLICES = 16;

/** 2^2 neighbouring bins are one: eight an octave, each at most an eighth wider than its least value. */
const COARSENESS = 2;
const SLOTS = ((2 * BINS_PER_SIGN) >> COARSENESS) + 2;
const LOWEST = -BINS_PER_SIGN >> COARSENESS;

/** Counts, for each label of a category column, how the target and the numbers of its rows are distributed. */
export class SliceCounter {
  readonly #column: string;
  readonly #numbers: readonly string[];
  readonly #byLabel = new Map<string, LabelCounts>();
  #labels: readonly string[] = [];
  #byCode: LabelCounts[] = [];
  #isSliced = true;

  /** @param numbers number columns to be counted by label beside the target */
  constructor(column: string, numbers: readonly string[]) {
    this.#column = column;
    this.#numbers = numbers;
  }

  add({ block, targets, kept }: ObservedRows): void {
    if (!this.#isSliced || !this.#useLabels(block.labels[this.#column]!)) return;
    const codes = block.codes[this.#column]!;
    const byCode = this.#byCode;
    for (let i = 0; i < codes.length; i++) byCode[codes[i]!]!.rows++;
    for (let i = 0; i < kept.length; i++) byCode[codes[kept[i]!]!]!.kept++;
    count(
      byCode.map(({ target }) => target),
      codes,
      targets,
    );
    for (const [c, name] of this.#numbers.entries())
      count(
        byCode.map(({ numbers }) => numbers[c]!),
        codes,
        block.numbers[name]!,
      );
  }

  /** By label; undefined for a column of too many. */
  profile(): Record<string, SliceProfile> | undefined {
    if (!this.#isSliced) return undefined;
    const used = [...this.#byLabel].filter(([, { rows }]) => rows > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    if (used.filter(([label]) => label !== '').length > MAX_SLICES) return undefined;
    return Object.fromEntries(
      used.map(([label, { rows, kept, target, numbers }]) => [
        label,
        {
          rows,
          kept,
          target: toHistogram(target),
          numbers: Object.fromEntries(this.#numbers.map((name, c) => [name, toHistogram(numbers[c]!)])),
        },
      ]),
    );
  }

  #useLabels(labels: readonly string[]): boolean {
    if (labels === this.#labels) return true;
    // A block may list a null that none of its rows has.
    if (labels.length > MAX_SLICES + 1) {
      this.#isSliced = false;
      this.#byLabel.clear();
      return false;
    }
    this.#labels = labels;
    this.#byCode = labels.map((label) => {
      const known = this.#byLabel.get(label) ?? newCounts(this.#numbers.length);
      this.#byLabel.set(label, known);
      return known;
    });
    return true;
  }
}

interface LabelCounts {
  rows: number;
  kept: number;
  readonly target: Counts;
  readonly numbers: readonly Counts[];
}

/** Counts by coarse bin, and of NaN. */
interface Counts {
  readonly bins: Uint32Array;
  nulls: number;
}

const newCounts = (numbers: number): LabelCounts => {
  const counts = (): Counts => ({ bins: new Uint32Array(SLOTS), nulls: 0 });
  return { rows: 0, kept: 0, target: counts(), numbers: Array.from({ length: numbers }, counts) };
};

function count(byCode: readonly Counts[], codes: Uint16Array, values: Float64Array): void {
  for (let i = 0; i < codes.length; i++) {
    const counts = byCode[codes[i]!]!;
    const value = values[i]!;
    if (Number.isNaN(value)) counts.nulls++;
    else counts.bins[(floatBin(value) >> COARSENESS) - LOWEST]!++;
  }
}

function toHistogram({ bins, nulls }: Counts): ProfileHistogram {
  const used: [number, number][] = [];
  for (const [slot, n] of bins.entries()) if (n > 0) used.push([lowestBin(slot + LOWEST, COARSENESS), n]);
  return { bins: used, nulls, coarseness: COARSENESS };
}
