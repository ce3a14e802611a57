import type { RowProgram } from '../../features/row-program.ts';
import { NUMBER_BYTES } from '../../wasm/additions.ts';
import { f64 } from '../../wasm/f64.ts';
import type { F64 } from '../../wasm/value.ts';
import type { JointCodes } from '../columns/joint-codes.ts';
import { CellIndex } from './cell-index.ts';

/** What a fitted run of encodings says about rows: a number for each cell of its joint key and basis function. */
export interface ChainEffect {
  readonly group: string;
  readonly chain: string;
  /** By position in the recipe. */
  readonly encodings: readonly number[];
  /** Joint codes of the cells, ascending. */
  readonly codes: Float64Array;
  /** For each model: per cell and basis function, what all encodings with it say together. */
  readonly values: readonly Float64Array[];
}

/** An effect, looked up row by row. */
export class EffectOnRows {
  readonly #basis: readonly (F64 | undefined)[];
  readonly #index: CellIndex;

  /** @param basis functions of its run; undefined for 1 */
  constructor(
    program: RowProgram,
    { codes, values }: ChainEffect,
    keys: JointCodes,
    basis: readonly (F64 | undefined)[],
  ) {
    const width = basis.length;
    const { arena } = program.memory;
    this.#basis = basis;
    // Of one cell all models lie together.
    this.#index = new CellIndex(program, keys, NUMBER_BYTES * width * values.length);
    const first = this.#index.layOut(codes);
    const sums = arena.numbers(first, width * values.length * codes.length);
    for (const [m, of] of values.entries()) {
      for (let cell = 0; cell < codes.length; cell++)
        for (let b = 0; b < width; b++) sums[(cell * values.length + m) * width + b] = of[cell * width + b]!;
    }
  }

  /** What a model says about a row, added to something. */
  addTo(sum: F64, model: number): F64 {
    return this.#basis.reduce((all: F64, slope, b) => {
      const value = f64.load(this.#index.address, NUMBER_BYTES * (model * this.#basis.length + b));
      return f64.add(all, slope ? f64.mul(value, slope) : value);
    }, sum);
  }
}
