import { BLOCK_ROWS } from '../features/node.ts';
import { type CellLayout, cellLayout } from './cell-layout.ts';
import { CellCollector, type CellTable } from './cells.ts';
import type { ColumnBlock } from './column-block.ts';
import type { FoldPlan } from './fold-blocks.ts';
import type { JointCodes } from './joint-codes.ts';
import type { TickProducts } from './tick-products.ts';

const ONES = new Float64Array(BLOCK_ROWS).fill(1);

/** The cells of one chain in one pass. */
export class ChainCells {
  readonly #layout: CellLayout;
  readonly #keys: JointCodes;
  readonly #basis: readonly number[];
  readonly #collector: CellCollector;
  readonly #at = new Int32Array(BLOCK_ROWS);

  /** @param basis of its run, as positions among the slopes of a block; -1 for 1 */
  constructor(keys: JointCodes, basis: readonly number[], folds: FoldPlan) {
    this.#keys = keys;
    this.#basis = basis;
    this.#layout = cellLayout(folds, basis.length);
    this.#collector = new CellCollector(keys.size, this.#layout.stride);
  }

  /** Finds the cells of a block and adds its weights. */
  addWeights(block: ColumnBlock, weights: TickProducts): void {
    this.#collector.index.find(this.#keys, block, this.#at);
    const n = block.rows;
    const columns: Float64Array[] = [ONES];
    for (const [b, u] of this.#basis.entries()) {
      for (let a = 0; a <= b; a++) columns.push(weights.times(n, u, this.#basis[a]!));
    }
    this.#add(this.#layout.rows(block.cls), columns, n);
  }

  /** Adds a model's weighted residuals over the first n rows of the block that `addWeights` saw last. */
  addResiduals(model: number, weighted: TickProducts, n: number): void {
    const columns = this.#basis.map((u) => weighted.times(n, u));
    this.#add(this.#layout.residual(model, 0), columns, n);
  }

  /** Adds columns to the sums from a slot on, several at a time: what a row costs is to find its cell in memory. */
  #add(first: number, columns: readonly Float64Array[], n: number): void {
    const at = this.#at;
    const { sums } = this.#collector;
    let c = 0;
    for (; c + 4 <= columns.length; c += 4) {
      const slot = first + c;
      const [one, two, three, four] = [columns[c]!, columns[c + 1]!, columns[c + 2]!, columns[c + 3]!];
      for (let i = 0; i < n; i++) {
        const to = at[i]! + slot;
        sums[to]! += one[i]!;
        sums[to + 1]! += two[i]!;
        sums[to + 2]! += three[i]!;
        sums[to + 3]! += four[i]!;
      }
    }
    for (; c + 2 <= columns.length; c += 2) {
      const slot = first + c;
      const [one, two] = [columns[c]!, columns[c + 1]!];
      for (let i = 0; i < n; i++) {
        const to = at[i]! + slot;
        sums[to]! += one[i]!;
        sums[to + 1]! += two[i]!;
      }
    }
    for (; c < columns.length; c++) {
      const [slot, one] = [first + c, columns[c]!];
      for (let i = 0; i < n; i++) sums[at[i]! + slot]! += one[i]!;
    }
  }

  table(): CellTable {
    return this.#collector.table();
  }
}
