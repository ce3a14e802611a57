import { BinCounts } from './bin-counts.ts';
import type { ObservedRows } from './observed-rows.ts';
import type { ProfileHistogram, SliceProfile } from './profile.ts';

/** A column of more labels than this is not sliced: too few rows would be left of each. */
export const MAX_SLICES = 16;

/** 2^2 neighbouring bins are one: eight an octave, each at most an eighth wider than its least value. */
const COARSENESS = 2;

/** Counts, for each label of a category column, how the target and the numbers of its rows are distributed. */
export class SliceCounter {
  readonly #column: string;
  readonly #numbers: readonly string[];
  /** By code: the target, then each number. */
  readonly #counts: readonly BinCounts[];
  /** Every label that was seen, by its code here. */
  readonly #known: string[] = [];
  #labels: readonly string[] = [];
  /** Codes here of the labels of the block; undefined where they are the same. */
  #translation: Uint16Array | undefined;
  #isSliced = true;
  /** By code: rows that the target's range keeps. */
  #kept = new Uint32Array(0);

  /** @param numbers number columns to be counted by label beside the target */
  constructor(column: string, numbers: readonly string[]) {
    this.#column = column;
    this.#numbers = numbers;
    this.#counts = ['', ...numbers].map(() => new BinCounts(COARSENESS, 0));
  }

  add({ block, targets, kept }: Pick<ObservedRows, 'block' | 'targets' | 'kept'>): void {
    if (!this.#isSliced || !this.#useLabels(block.labels[this.#column]!)) return;
    const own = block.codes[this.#column]!;
    const translation = this.#translation;
    const codes = translation ? own.map((code) => translation[code]!) : own;
    const keptRows = this.#kept;
    for (let i = 0; i < kept.length; i++) keptRows[codes[kept[i]!]!]!++;
    this.#counts[0]!.addByCode(targets, codes);
    for (const [c, name] of this.#numbers.entries())
      this.#counts[c + 1]!.addByCode(block.numbers[name]!, codes);
  }

  /** By label; undefined for a column of too many. */
  profile(): Record<string, SliceProfile> | undefined {
    const used = this.#known
      .map((label, code) => ({ label, code, rows: this.#counts[0]!.count(code) }))
      .filter(({ rows }) => rows > 0)
      .sort((a, b) => (a.label < b.label ? -1 : 1));
    if (!this.#isSliced || used.filter(({ label }) => label !== '').length > MAX_SLICES) return undefined;
    const histogram = (c: number, code: number) => this.#histogram(c, code);
    return Object.fromEntries(
      used.map(({ label, code, rows }) => [
        label,
        {
          rows,
          kept: this.#kept[code]!,
          target: histogram(0, code),
          numbers: Object.fromEntries(this.#numbers.map((name, c) => [name, histogram(c + 1, code)])),
        },
      ]),
    );
  }

  #histogram(c: number, code: number): ProfileHistogram {
    const { bins, nulls } = this.#counts[c]!.histogram(code);
    return { bins: bins.map(([bin, n]) => [bin, n]), nulls, coarseness: COARSENESS };
  }

  /** Makes room for the labels of a block; false where there are too many in all. */
  #useLabels(labels: readonly string[]): boolean {
    if (labels === this.#labels) return true;
    this.#labels = labels;
    if (labels.length > MAX_SLICES + 1) return this.#stop();
    for (const label of labels) if (!this.#known.includes(label)) this.#known.push(label);
    // A block may list a null that none of its rows has.
    if (this.#known.length > MAX_SLICES + 1) return this.#stop();
    const translation = Uint16Array.from(labels, (label) => this.#known.indexOf(label));
    this.#translation = translation.every((code, i) => code === i) ? undefined : translation;
    const kept = new Uint32Array(this.#known.length);
    kept.set(this.#kept);
    this.#kept = kept;
    for (const counts of this.#counts) counts.grow(this.#known.length);
    return true;
  }

  #stop(): false {
    this.#isSliced = false;
    for (const counts of this.#counts) counts.grow(0);
    return false;
  }
}
