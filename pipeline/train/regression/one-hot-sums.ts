import type { KeyNode } from '../../features/node.ts';
import type { RowProgram } from '../../features/row-program.ts';
import { additions, NUMBER_BYTES } from '../../wasm/additions.ts';
import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import type { Addition } from '../../wasm/loop.ts';
import type { F64, I32 } from '../../wasm/value.ts';

/**
 * Sums over one-hot columns. They are never laid out: a row touches one of each key, so that their sums cost a row as much
 * as one column does.
 */
export class OneHotSums {
  /** Add a row to the sums, in a loop of the program. */
  readonly steps: readonly Addition[];
  readonly #program: RowProgram;
  readonly #keys: readonly KeyNode[];
  readonly #columns: number;
  /** Columns of all keys and, before each key's, one for what it does not know. */
  readonly #wide: number;
  readonly #mixedAt: number;
  readonly #countsAt: number;

  /** @param columns what one-hot columns are multiplied with */
  constructor(program: RowProgram, keys: readonly KeyNode[], columns: readonly F64[]) {
    const { arena } = program.memory;
    this.#program = program;
    this.#keys = keys;
    this.#columns = columns.length;
    this.#wide = keys.reduce((sum, { size }) => sum + size + 1, 0);
    this.#mixedAt = arena.allocate(NUMBER_BYTES * this.#wide * columns.length);
    this.#countsAt = arena.allocate(NUMBER_BYTES * this.#wide * this.#wide);
    const places = keys.map(({ value }) => i32.add(value, i32.constant(1)));
    this.steps = places.flatMap((place, a) => [
      ...this.#addColumns(place, a, columns),
      ...places.map((other, b) => this.#count(place, a, other, b)),
    ]);
  }

  /** One-hot × columns since the last call, row-major. */
  takeMixed(): Float64Array {
    const sums = this.#program.memory.arena.numbers(this.#mixedAt, this.#wide * this.#columns);
    const known = this.#known(sums, this.#columns);
    sums.fill(0);
    return known;
  }

  /** Rows of each pair of one-hot columns: whole numbers, exact in any order. */
  counts(): Float64Array {
    const all = this.#program.memory.arena.numbers(this.#countsAt, this.#wide * this.#wide);
    const rows = this.#known(all, this.#wide);
    const wide = this.#keys.reduce((sum, { size }) => sum + size, 0);
    const counts = new Float64Array(wide * wide);
    for (let row = 0; row < wide; row++)
      counts.set(this.#known(rows.subarray(row * this.#wide, (row + 1) * this.#wide), 1), row * wide);
    return counts;
  }

  #addColumns(place: I32, a: number, columns: readonly F64[]): Addition[] {
    const width = NUMBER_BYTES * columns.length;
    const to = i32.mul(place, i32.constant(width));
    return additions(to, this.#mixedAt + this.#start(a) * width, columns);
  }

  #count(place: I32, a: number, other: I32, b: number): Addition {
    const width = NUMBER_BYTES * this.#wide;
    const to = i32.add(i32.mul(place, i32.constant(width)), i32.mul(other, i32.constant(NUMBER_BYTES)));
    const offset = this.#countsAt + this.#start(a) * width + NUMBER_BYTES * this.#start(b);
    return { value: f64.constant(1), to, offset };
  }

  /** Where a key's columns start, with that for what it does not know. */
  #start(key: number): number {
    return this.#keys.slice(0, key).reduce((sum, { size }) => sum + size + 1, 0);
  }

  /** The rows of a matrix that stand for what keys know. */
  #known(all: Float64Array, width: number): Float64Array {
    const known = new Float64Array(all.length - this.#keys.length * width);
    for (const [a, { size }] of this.#keys.entries()) {
      const start = this.#start(a);
      known.set(all.subarray((start + 1) * width, (start + 1 + size) * width), (start - a) * width);
    }
    return known;
  }
}
