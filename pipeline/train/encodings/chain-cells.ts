import type { RowProgram } from '../../features/row-program.ts';
import { additions, NUMBER_BYTES } from '../../wasm/additions.ts';
import { f64 } from '../../wasm/f64.ts';
import type { Addition } from '../../wasm/loop.ts';
import type { F64 } from '../../wasm/value.ts';
import type { JointCodes } from '../columns/joint-codes.ts';
import type { FoldPlan } from '../fold-blocks.ts';
import { CellIndex } from './cell-index.ts';
import { type CellLayout, cellLayout } from './cell-layout.ts';
import type { CellTable } from './cells.ts';
import type { TickProducts } from './tick-products.ts';

const ONE = f64.constant(1);

/** The cells of one chain in one pass. */
export class ChainCells {
  readonly #program: RowProgram;
  readonly #layout: CellLayout;
  readonly #basis: readonly number[];
  readonly #index: CellIndex;

  /** @param basis of its run, as positions among the slopes of a block; -1 for 1 */
  constructor(program: RowProgram, keys: JointCodes, basis: readonly number[], folds: FoldPlan) {
    this.#program = program;
    this.#basis = basis;
    this.#layout = cellLayout(folds, basis.length);
    this.#index = new CellIndex(program, keys, NUMBER_BYTES * this.#layout.stride);
  }

  /** Counts rows of a class and adds their weights. */
  addWeights(cls: number, weights: TickProducts): Addition[] {
    const products = this.#basis.flatMap((u, b) =>
      this.#basis.slice(0, b + 1).map((v) => weights.times(u, v)),
    );
    return this.#add(this.#layout.rows(cls), [ONE, ...products]);
  }

  /** Adds a model's weighted residuals. */
  addResiduals(model: number, weighted: TickProducts): Addition[] {
    const products = this.#basis.map((u) => weighted.times(u));
    return this.#add(this.#layout.residual(model, 0), products);
  }

  /** Adds values to the sums from a slot on. */
  #add(first: number, values: readonly F64[]): Addition[] {
    return additions(this.#index.address, NUMBER_BYTES * first, values);
  }

  /** The cells so far, by ascending code. */
  table(): CellTable {
    const { stride } = this.#layout;
    const { codes, addresses } = this.#index.cells();
    const memory = this.#program.memory.arena.numbers();
    const sums = new Float64Array(codes.length * stride);
    for (let cell = 0; cell < codes.length; cell++) {
      const from = addresses[cell]! / NUMBER_BYTES;
      for (let i = 0; i < stride; i++) sums[cell * stride + i] = memory[from + i]!;
    }
    return { codes, sums, stride };
  }
}
