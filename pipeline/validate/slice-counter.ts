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
  #labels: readonly string[] = [];
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
    const codes = block.codes[this.#column]!;
    const keptRows = this.#kept;
    for (let i = 0; i < kept.length; i++) keptRows[codes[kept[i]!]!]!++;
    this.#counts[0]!.addByCode(targets, codes);
    for (const [c, name] of this.#numbers.entries())
      this.#counts[c + 1]!.addByCode(block.numbers[name]!, codes);
  }

  /** By label; undefined for a column of too many. */
  profile(): Record<string, SliceProfile> | undefined {
    const used = this.#labels
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

  /** Makes room for labels, of which later ones only add to earlier ones; false where they are too many. */
  #useLabels(labels: readonly string[]): boolean {
    if (labels === this.#labels) return true;
    // A block may list a null that none of its rows has.
    this.#isSliced = labels.length <= MAX_SLICES + 1;
    const room = this.#isSliced ? labels.length : 0;
    const kept = new Uint32Array(room);
    kept.set(this.#kept.subarray(0, room));
    this.#labels = labels;
    this.#kept = kept;
    for (const counts of this.#counts) counts.grow(room);
    return this.#isSliced;
  }
}
