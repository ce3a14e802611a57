import { BLOCK_ROWS, type KeyNode, type NumberNode } from '../features/node.ts';
import type { RecipeFrame } from '../model/recipe-frame.ts';
import { type CellLayout, cellLayout } from './cell-layout.ts';
import { CellCollector, type CellTable } from './cells.ts';
import type { FoldPlan } from './fold-blocks.ts';
import { jointKey, jointParts } from './joint-key.ts';
import type { ChainStep } from './steps.ts';
import type { TickProducts } from './tick-products.ts';

const ONES = new Float64Array(BLOCK_ROWS).fill(1);

/** The cells of one chain in one pass. */
export class ChainCells {
  readonly layout: CellLayout;
  readonly width: number;
  readonly #parts: KeyNode[];
  readonly #joint: KeyNode;
  readonly #keys: Int32Array[];
  readonly #slopes: NumberNode[];
  readonly #collector: CellCollector;
  readonly #at = new Int32Array(BLOCK_ROWS);

  constructor(frame: RecipeFrame, step: ChainStep, folds: FoldPlan) {
    const bound = step.encodings.map((e) => frame.encodings[e]!);
    this.#slopes = slopesOf(bound);
    this.#parts = jointParts(bound);
    this.#joint = jointKey(this.#parts);
    this.#keys = bound.map(({ key }) => key.out);
    this.layout = cellLayout(folds, 1 + this.#slopes.length);
    this.width = bound.length;
    this.#collector = new CellCollector(this.#joint.size, this.layout.stride, this.width);
  }

  /** Finds the cells of a block, all of one class, and adds its weights. */
  addWeights(cls: number, weights: TickProducts, n: number): void {
    const { layout } = this;
    this.#joint.run(n);
    this.#find(n);
    const columns = [ONES, weights.times(n)];
    for (const [b, u] of this.#slopes.entries()) {
      columns.push(weights.times(n, u), ...this.#slopes.slice(0, b + 1).map((v) => weights.times(n, u, v)));
    }
    this.#add(layout.rows(cls), columns, n);
  }

  #find(n: number): void {
    const [at, codes, keys, collector] = [this.#at, this.#joint.out, this.#keys, this.#collector];
    for (let i = 0; i < n; i++) {
      at[i] = collector.offset(codes[i]! < 0 ? this.#partialCode(i) : codes[i]!, i, keys);
    }
  }

  /** Adds a model's weighted residuals over the block that `addWeights` saw last. */
  addResiduals(model: number, weighted: TickProducts, n: number): void {
    const columns = [weighted.times(n), ...this.#slopes.map((u) => weighted.times(n, u))];
    this.#add(this.layout.residual(model, 0), columns, n);
  }

  /** Adds columns to the sums from a slot on, two at a time: what a row costs is to find its cell in memory. */
  #add(first: number, columns: readonly Float64Array[], n: number): void {
    const at = this.#at;
    const { sums } = this.#collector;
    for (let c = 0; c < columns.length; c += 2) {
      const slot = first + c;
      const [one, two] = [columns[c]!, columns[c + 1]];
      if (two) {
        for (let i = 0; i < n; i++) {
          const to = at[i]! + slot;
          sums[to]! += one[i]!;
          sums[to + 1]! += two[i]!;
        }
      } else for (let i = 0; i < n; i++) sums[at[i]! + slot]! += one[i]!;
    }
  }

  /** A code of its own, past all joint ones, for a row that not every part knows: it still teaches the encodings that do. */
  #partialCode(row: number): number {
    const code = this.#parts.reduce((sum, { out, size }) => sum * (size + 1) + out[row]! + 1, 0);
    return this.#joint.size + code;
  }

  table(): CellTable {
    return this.#collector.table();
  }
}

/** The distinct slope columns of a run of encodings, in order of appearance. */
export const slopesOf = (encodings: readonly { slope: NumberNode | undefined }[]): NumberNode[] => [
  ...new Set(encodings.flatMap(({ slope }) => (slope ? [slope] : []))),
];
