import type { ObservedRows } from './observed-rows.ts';

/** Distinct rows remembered at most. */
export const MAX_DISTINCT = 131_072;

/** Twice as many places as rows, so that open addressing stays short. */
const SLOTS = MAX_DISTINCT * 2;

/** What a counter has seen; survives a structured clone. Arrays are parallel, one entry a distinct row. */
export interface DuplicateState {
  /** Rows are remembered when so many low bits of their first hash are 0: one in 2^bits. */
  readonly bits: number;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly counts: Uint32Array;
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
  #first = new Uint32Array(SLOTS);
  #second = new Uint32Array(SLOTS);
  #counts = new Uint32Array(SLOTS);
  #rows = new Float64Array(SLOTS);
  #repeats = new Float64Array(SLOTS);

  /** @param expectedRows rows of the whole file, where known: sampling then starts at once and hashes fewer rows */
  constructor(expectedRows = 0) {
    this.#bits = Math.max(0, Math.ceil(Math.log2(expectedRows / MAX_DISTINCT)));
  }

  add({ hashes, secondHashes, firstRow }: ObservedRows): void {
    const sampled = new Uint32Array(hashes.length);
    let n = 0;
    const mask = 2 ** this.#bits - 1;
    for (let i = 0; i < hashes.length; i++) {
      sampled[n] = i;
      n += (hashes[i]! & mask) === 0 ? 1 : 0;
    }
    const rows = sampled.subarray(0, n);
    const seconds = secondHashes(rows);
    for (let i = 0; i < n; i++) this.#insert(hashes[rows[i]!]!, seconds[i]!, 1, firstRow + rows[i]!, 0);
  }

  merge(state: DuplicateState): this {
    while (this.#bits < state.bits) this.#thin();
    for (let i = 0; i < state.first.length; i++) {
      this.#insert(state.first[i]!, state.second[i]!, state.counts[i]!, state.rows[i]!, state.repeats[i]!);
    }
    return this;
  }

  state(): DuplicateState {
    const used: number[] = [];
    for (let slot = 0; slot < SLOTS; slot++) if (this.#counts[slot]! > 0) used.push(slot);
    const take = <A extends Uint32Array | Float64Array>(array: A, out: A): A => {
      for (let i = 0; i < used.length; i++) out[i] = array[used[i]!]!;
      return out;
    };
    return {
      bits: this.#bits,
      first: take(this.#first, new Uint32Array(used.length)),
      second: take(this.#second, new Uint32Array(used.length)),
      counts: take(this.#counts, new Uint32Array(used.length)),
      rows: take(this.#rows, new Float64Array(used.length)),
      repeats: take(this.#repeats, new Float64Array(used.length)),
    };
  }

  #insert(first: number, second: number, count: number, row: number, repeat: number): void {
    if ((first & (2 ** this.#bits - 1)) !== 0) return;
    let slot = (first ^ Math.imul(second, 0x9e3779b1)) & (SLOTS - 1);
    while (this.#counts[slot]! > 0) {
      if (this.#first[slot] === first && this.#second[slot] === second) {
        this.#counts[slot]! += count;
        const [low, next] = lowestTwo(this.#rows[slot]!, this.#repeats[slot]!, row, repeat);
        this.#rows[slot] = low;
        this.#repeats[slot] = next;
        return;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#counts[slot] = count;
    this.#rows[slot] = row;
    this.#repeats[slot] = repeat;
    if (++this.#distinct > MAX_DISTINCT) this.#thin();
  }

  /** Halves the share of the hash space that is remembered, until what is left fits. */
  #thin(): void {
    const { first, second, counts, rows, repeats } = this.state();
    this.#bits++;
    this.#distinct = 0;
    this.#counts = new Uint32Array(SLOTS);
    for (let i = 0; i < first.length; i++)
      this.#insert(first[i]!, second[i]!, counts[i]!, rows[i]!, repeats[i]!);
  }
}

function lowestTwo(rowA: number, repeatA: number, rowB: number, repeatB: number): [number, number] {
  const all = [rowA, repeatA, rowB, repeatB].filter((row) => row > 0).sort((a, b) => a - b);
  return [all[0] ?? 0, all[1] ?? 0];
}
