import { additions, NUMBER_BYTES } from './additions.ts';
import type { Arena } from './arena.ts';
import { i32 } from './i32.ts';
import type { Addition } from './loop.ts';
import type { F64, I32 } from './value.ts';

/** Numbers in a memory, zero at first, that loops add to. */
export class Sums {
  readonly #arena: Arena;
  readonly #length: number;
  readonly #at: number;

  constructor(arena: Arena, length: number) {
    this.#arena = arena;
    this.#length = length;
    this.#at = arena.allocate(NUMBER_BYTES * length);
  }

  /** Adds values to numbers that lie one behind another, the first at a row's own position. */
  add(values: readonly F64[], position: I32 = i32.constant(0)): Addition[] {
    return additions(i32.mul(position, i32.constant(NUMBER_BYTES)), this.#at, values);
  }

  /** A copy of the numbers. */
  read(): Float64Array {
    return this.#arena.numbers(this.#at, this.#length).slice();
  }

  clear(): void {
    this.#arena.numbers(this.#at, this.#length).fill(0);
  }
}
