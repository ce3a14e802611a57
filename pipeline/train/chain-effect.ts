import { BLOCK_ROWS } from '../features/node.ts';
import { CellIndex } from './cells.ts';
import type { ColumnBlock } from './column-block.ts';
import type { JointCodes } from './joint-codes.ts';

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

/** An effect, looked up block by block. */
export class EffectOnRows {
  readonly #values: readonly Float64Array[];
  readonly #keys: JointCodes;
  readonly #basis: readonly number[];
  readonly #index: CellIndex;
  readonly #at = new Int32Array(BLOCK_ROWS);

  /** @param basis of its run, as positions among the slopes of a block; -1 for 1 */
  constructor({ codes, values }: ChainEffect, keys: JointCodes, basis: readonly number[]) {
    this.#values = values;
    this.#keys = keys;
    this.#basis = basis;
    this.#index = new CellIndex(keys.size, basis.length);
    for (const code of codes) this.#index.offset(code);
  }

  /** Finds the cells of a block. */
  find(block: ColumnBlock): void {
    this.#index.find(this.#keys, block, this.#at);
  }

  /** Adds what a model says about the rows of the block found last. */
  add(model: number, { rows, slopes }: ColumnBlock, out: Float64Array): void {
    const [at, values] = [this.#at, this.#values[model]!];
    for (const [b, slope] of this.#basis.entries()) {
      const u = slopes[slope];
      if (u) for (let i = 0; i < rows; i++) out[i]! += values[at[i]! + b]! * u[i]!;
      else for (let i = 0; i < rows; i++) out[i]! += values[at[i]! + b]!;
    }
  }
}
