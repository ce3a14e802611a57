import { ColumnRoom } from '../ingest/column-room.ts';
import type { ObservedRows } from './observed-rows.ts';

/** Distinct rows remembered at most. */
export const MAX_DISTINCT = 131_072;

/** A table has at least so many places, and doubles when it is half full, so that open addressing stays short. */
const FEWEST_SLOTS = 4096;

/** What a counter has seen; survives a structured clone. Arrays are parallel, one entry a distinct row. */
export interface DuplicateState {
  /** Rows are remembered when so many low bits of their first hash are 0: one in 2^bits. */
  readonly bits: number;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly counts: Int32Array;
  /** Lowest and second-lowest row number; 0 for none. */
  readonly rows: Float64Array;
  readonly repeats: Float64Array;
}

/**
 * Counts rows that are equal to an earlier one, by 64 bits of hash, in memory that does not grow with the rows.
 *
 * Exact while at most 131,072 distinct rows were seen. Beyond that, only rows whose hash falls in a share 1/2^bits of
 * the hash space are remembered (distinct sampling: Gibbons, 2001): equal rows fall in it together, so the estimate is
 * unbiased. With at least 65,536 rows in the sample, the standard error of a share p of rows that each repeat one
 * other is about sqrt(p / 65,536): 0.04 % at p = 1 %. What is remembered depends on the set of rows alone, never on
 * their order or on how they were grouped.
 */
export class DuplicateCounter {
  #bits: number;
  #distinct = 0;
  #table: Table;
  readonly #room = new ColumnRoom();

  /** @param expectedRows rows of the whole file, where known: sampling then starts at once and hashes fewer rows */
  constructor(expectedRows = 0) {
    this.#bits = Math.max(0, Math.ceil(Math.log2(expectedRows / MAX_DISTINCT)));
    let slots = FEWEST_SLOTS;
    while (slots < 2 * Math.min(expectedRows, MAX_DISTINCT)) slots *= 2;
    this.#table = new Table(slots);
  }

  add({ hashes, secondHashes, firstRow }: ObservedRows): void {
    const sampled = this.#room.words(hashes.length);
    const mask = 2 ** this.#bits - 1;
    let n = 0;
    for (let i = 0; i < hashes.length; i++) {
      sampled[n] = i;
      n += (hashes[i]! & mask) === 0 ? 1 : 0;
    }
    const rows = sampled.subarray(0, n);
    const seconds = secondHashes(rows);
    // As signed integers, which are never boxed.
    for (let i = 0; i < n; i++)
      this.#insert(hashes[rows[i]!]! | 0, seconds[i]! | 0, 1, firstRow + rows[i]!, 0);
  }

  merge({ bits, first, second, counts, rows, repeats }: DuplicateState): this {
    if (bits > this.#bits) this.#rebuild(bits, this.#table.counts.length);
    for (let i = 0; i < first.length; i++) {
      this.#insert(first[i]!, second[i]!, counts[i]!, rows[i]!, repeats[i]!);
    }
    return this;
  }

  state(): DuplicateState {
    const { counts } = this.#table;
    const used = new Uint32Array(this.#distinct);
    for (let slot = 0, n = 0; slot < counts.length; slot++) if (counts[slot]! > 0) used[n++] = slot;
    const take = <A extends Int32Array | Float64Array>(from: A, out: A): A => {
      for (let i = 0; i < used.length; i++) out[i] = from[used[i]!]!;
      return out;
    };
    return {
      bits: this.#bits,
      first: take(this.#table.first, new Int32Array(used.length)),
      second: take(this.#table.second, new Int32Array(used.length)),
      counts: take(counts, new Int32Array(used.length)),
      rows: take(this.#table.rows, new Float64Array(used.length)),
      repeats: take(this.#table.repeats, new Float64Array(used.length)),
    };
  }

  #insert(first: number, second: number, count: number, row: number, repeat: number): void {
    if ((first & (2 ** this.#bits - 1)) !== 0) return;
    const table = this.#table;
    const mask = table.counts.length - 1;
    // The first hash alone would not do: its low bits are 0 in a sample.
    let slot = (first ^ Math.imul(second, 0x9e3779b1)) & mask;
    while (table.counts[slot]! > 0) {
      if (table.first[slot] === first && table.second[slot] === second) {
        table.repeat(slot, count, row, repeat);
        return;
      }
      slot = (slot + 1) & mask;
    }
    table.put(slot, first, second, count, row, repeat);
    this.#distinct++;
    if (this.#distinct > MAX_DISTINCT) this.#rebuild(this.#bits + 1, table.counts.length);
    else if (this.#distinct * 2 > table.counts.length) this.#rebuild(this.#bits, table.counts.length * 2);
  }

  /** Puts what belongs to a share 1/2^bits of the hash space into a new table. */
  #rebuild(bits: number, slots: number): void {
    const old = this.state();
    this.#bits = bits;
    this.#distinct = 0;
    this.#table = new Table(slots);
    this.merge({ ...old, bits });
  }
}

/** The places of an open-addressing hash table; one is free while its count is 0. */
class Table {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly counts: Int32Array;
  readonly rows: Float64Array;
  readonly repeats: Float64Array;

  constructor(slots: number) {
    this.first = new Int32Array(slots);
    this.second = new Int32Array(slots);
    this.counts = new Int32Array(slots);
    this.rows = new Float64Array(slots);
    this.repeats = new Float64Array(slots);
  }

  put(slot: number, first: number, second: number, count: number, row: number, repeat: number): void {
    this.first[slot] = first;
    this.second[slot] = second;
    this.counts[slot] = count;
    this.rows[slot] = row;
    this.repeats[slot] = repeat;
  }

  /** Counts more rows like the one at a place, and keeps the two lowest row numbers of all of them. */
  repeat(slot: number, count: number, row: number, repeat: number): void {
    this.counts[slot]! += count;
    const numbers = [this.rows[slot]!, this.repeats[slot]!, row, repeat].filter((n) => n > 0);
    numbers.sort((a, b) => a - b);
    this.rows[slot] = numbers[0] ?? 0;
    this.repeats[slot] = numbers[1] ?? 0;
  }
}
