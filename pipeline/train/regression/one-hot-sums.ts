import type { KeyNode } from '../../features/node.ts';
import type { RowProgram } from '../../features/row-program.ts';
import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import type { Addition } from '../../wasm/loop.ts';
import { Sums } from '../../wasm/sums.ts';
import type { F64 } from '../../wasm/value.ts';

/**
 * Sums over one-hot columns. They are never laid out: a row touches one of each key, so that their sums cost a row as much
 * as one column does.
 */
export class OneHotSums {
  /** Add a row to the sums, in a loop of the program. */
  readonly steps: readonly Addition[];
  readonly #keys: readonly KeyNode[];
  readonly #columns: number;
  /** Columns of all keys and, before each key's, one for what it does not know. */
  readonly #wide: number;
  readonly #mixed: Sums;
  readonly #counts: Sums;

  /** @param columns what one-hot columns are multiplied with */
  constructor(program: RowProgram, keys: readonly KeyNode[], columns: readonly F64[]) {
    const { arena } = program.memory;
    this.#keys = keys;
    this.#columns = columns.length;
    this.#wide = keys.reduce((sum, { size }) => sum + size + 1, 0);
    this.#mixed = new Sums(arena, this.#wide * columns.length);
    this.#counts = new Sums(arena, this.#wide * this.#wide);
    const [k, wide] = [i32.constant(columns.length), i32.constant(this.#wide)];
    const places = keys.map(({ value }, a) => i32.add(value, i32.constant(this.#start(a) + 1)));
    this.steps = places.flatMap((place) => [
      ...this.#mixed.add(columns, i32.mul(place, k)),
      ...places.flatMap((other) => this.#counts.add([f64.constant(1)], i32.add(i32.mul(place, wide), other))),
    ]);
  }

  /** One-hot × columns since the last call, row-major. */
  takeMixed(): Float64Array {
    const sums = this.#mixed.read();
    this.#mixed.clear();
    return this.#known(sums, this.#columns);
  }

  /** Rows of each pair of one-hot columns: whole numbers, exact in any order. */
  counts(): Float64Array {
    const rows = this.#known(this.#counts.read(), this.#wide);
    const wide = this.#keys.reduce((sum, { size }) => sum + size, 0);
    const counts = new Float64Array(wide * wide);
    for (let row = 0; row < wide; row++)
      counts.set(this.#known(rows.subarray(row * this.#wide, (row + 1) * this.#wide), 1), row * wide);
    return counts;
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
