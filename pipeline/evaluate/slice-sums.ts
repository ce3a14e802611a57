import { BLOCK_ROWS, type KeyNode } from '../features/node.ts';

const DAY_MS = 86_400_000;
/** Days that are found without hashing; a power of two, and more than a month has. */
const RECENT_DAYS = 64;

/** Sums by day, for all rows and for every key of every slice. Slot 0 of a cell counts its rows. */
export class SliceSums {
  readonly #slices: readonly KeyNode[];
  readonly #width: number;
  readonly #cells: number;
  readonly #days = new Map<number, number>();
  readonly #recentDays = new Float64Array(RECENT_DAYS).fill(Number.NaN);
  readonly #recentStarts = new Int32Array(RECENT_DAYS);
  /** By day, then by cell: all rows, the keys of every slice, and one for rows whose key is unknown. */
  #sums = new Float64Array(0);
  /** Of each row of the block: the start of its cell among all rows, then in every slice. */
  readonly #at: readonly Int32Array[];

  /** @param width sums of a cell */
  constructor(slices: readonly KeyNode[], width: number) {
    this.#slices = slices;
    this.#width = width;
    this.#cells = 2 + slices.reduce((sum, { size }) => sum + size, 0);
    this.#at = Array.from({ length: 1 + slices.length }, () => new Int32Array(BLOCK_ROWS));
  }

  /** Finds the cells of the first n of `rows`, whose keys the slices hold, and counts their rows. */
  find(times: Float64Array, rows: Uint32Array, n: number): void {
    const days = this.#at[0]!;
    const [recentDays, recentStarts] = [this.#recentDays, this.#recentStarts];
    for (let i = 0; i < n; i++) {
      const day = Math.floor(times[rows[i]!]! / DAY_MS);
      const recent = day & (RECENT_DAYS - 1);
      days[i] = recentDays[recent] === day ? recentStarts[recent]! : this.#startOf(day);
    }
    const [width, unknown] = [this.#width, this.#cells - 1];
    let first = 1;
    for (const [s, { out: codes, size }] of this.#slices.entries()) {
      const at = this.#at[s + 1]!;
      for (let i = 0; i < n; i++) {
        const cell = codes[i]! < 0 ? unknown : first + codes[i]!;
        at[i] = days[i]! + cell * width;
      }
      first += size;
    }
    const sums = this.#sums;
    for (const at of this.#at) for (let i = 0; i < n; i++) sums[at[i]!]!++;
  }

  /** Adds a value of each row to a slot of the cells that `find` found. */
  add(slot: number, values: Float64Array, n: number): void {
    const sums = this.#sums;
    for (const at of this.#at) for (let i = 0; i < n; i++) sums[at[i]! + slot]! += values[i]!;
  }

  /** Day since 1970 → its sums, cell by cell; the last cell is that of unknown keys. */
  byDay(): Map<number, Float64Array> {
    const length = this.#cells * this.#width;
    return new Map([...this.#days].map(([day, start]) => [day, this.#sums.slice(start, start + length)]));
  }

  #startOf(day: number): number {
    let start = this.#days.get(day);
    if (start === undefined) {
      start = this.#sums.length;
      this.#days.set(day, start);
      const more = new Float64Array(start + this.#cells * this.#width);
      more.set(this.#sums);
      this.#sums = more;
    }
    const recent = day & (RECENT_DAYS - 1);
    this.#recentDays[recent] = day;
    this.#recentStarts[recent] = start;
    return start;
  }
}
