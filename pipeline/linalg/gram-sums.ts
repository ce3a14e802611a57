import { NUMBER_BYTES } from '../wasm/additions.ts';
import type { Arena } from '../wasm/arena.ts';
import { instantiate } from '../wasm/instantiate.ts';
import { gramTileModule, LANES, TILE } from './gram-tile.ts';

/** Columns lie in pairs, so that from one row of a column to the next there are so many bytes. */
const SHIFT = 4;
const STEP = 2 ** SHIFT;

/** Sums products of columns that lie in a memory. */
export class GramSums {
  /** Where each column begins; its next row lies 2 ** `shift` bytes further on. */
  readonly starts: readonly number[];
  readonly shift = SHIFT;
  readonly #arena: Arena;
  readonly #out: number;
  readonly #tile: (...params: number[]) => void;

  /** @param rows that a column has room for */
  constructor(arena: Arena, rows: number, columns: number) {
    this.#arena = arena;
    const start = arena.allocate(STEP * rows * Math.ceil(columns / LANES));
    const lane = (c: number) => c % LANES;
    this.starts = Array.from(
      { length: columns },
      (_, c) => start + STEP * rows * ((c - lane(c)) / LANES) + NUMBER_BYTES * lane(c),
    );
    this.#out = arena.allocate(NUMBER_BYTES * TILE * TILE);
    this.#tile = instantiate(gramTileModule(), arena);
  }

  /**
   * Adds X'X of the first n rows, n > 0, to the upper triangle of `gram`, k x k, row-major; below its diagonal nothing is
   * read or written. Every entry gains the sum, in order of rows, of the products of its two columns: tiling changes the
   * speed, never a bit of the result. A NaN or an infinity spreads to the entries of its column.
   */
  add(gram: Float64Array, n: number): void {
    const k = this.starts.length;
    // Past the last column comes the last again, which wastes a little at the edge and saves a second kernel.
    const start = (c: number) => this.starts[Math.min(c, k - 1)]!;
    const sums = this.#arena.numbers(this.#out, TILE * TILE);
    for (let i = 0; i < k; i += TILE) {
      for (let j = i; j < k; j += TILE) {
        const [a, b, c, d] = [start(i), start(i + 1), start(i + 2), start(i + 3)];
        const second = j + LANES < k ? start(j + LANES) : start(j);
        this.#tile(a, b, c, d, start(j), second, STEP * n, this.#out);
        for (let row = 0; row < Math.min(TILE, k - i); row++) {
          for (let column = Math.max(0, i + row - j); column < Math.min(TILE, k - j); column++)
            gram[(i + row) * k + j + column]! += sums[row * TILE + column]!;
        }
      }
    }
  }
}
