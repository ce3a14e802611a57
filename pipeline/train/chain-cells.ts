import { BLOCK_ROWS, type KeyNode, type NumberNode } from '../features/node.ts';
import type { RecipeFrame } from '../model/recipe-frame.ts';
import { toTicks } from '../stats/exact-sum.ts';
import { type CellLayout, cellLayout, PRODUCT_TICKS, RESIDUAL_TICKS } from './cell-layout.ts';
import { CellCollector, type CellTable } from './cells.ts';
import type { FoldPlan } from './fold-blocks.ts';
import { jointKey, jointParts } from './joint-key.ts';
import type { ChainStep } from './steps.ts';

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
  addWeights(cls: number, weight: Float64Array, n: number): void {
    const { layout } = this;
    const codes = this.#joint.out;
    this.#joint.run(n);
    const at = this.#at;
    for (let i = 0; i < n; i++)
      at[i] = this.#collector.offset(codes[i]! < 0 ? this.#partialCode(i) : codes[i]!, i, this.#keys);
    const { sums } = this.#collector;
    const [rows, weights] = [layout.rows(cls), layout.product(cls, 0, 0)];
    for (let i = 0; i < n; i++) {
      sums[at[i]! + rows]!++;
      sums[at[i]! + weights]! += toTicks(weight[i]!, PRODUCT_TICKS);
    }
    for (const [b, { out: u }] of this.#slopes.entries()) {
      const slot = layout.product(cls, 0, b + 1);
      for (let i = 0; i < n; i++) sums[at[i]! + slot]! += toTicks(weight[i]! * u[i]!, PRODUCT_TICKS);
      for (const [a, { out: v }] of this.#slopes.slice(0, b + 1).entries()) {
        const both = layout.product(cls, a + 1, b + 1);
        for (let i = 0; i < n; i++)
          sums[at[i]! + both]! += toTicks(weight[i]! * u[i]! * v[i]!, PRODUCT_TICKS);
      }
    }
  }

  /** Adds a model's weighted residuals over the block that `addWeights` saw last. */
  addResiduals(model: number, weighted: Float64Array, unit: number, n: number): void {
    const at = this.#at;
    const { sums } = this.#collector;
    const ticks = RESIDUAL_TICKS / unit;
    const offset = this.layout.residual(model, 0);
    for (let i = 0; i < n; i++) sums[at[i]! + offset]! += toTicks(weighted[i]!, ticks);
    for (const [s, { out: u }] of this.#slopes.entries()) {
      const slot = this.layout.residual(model, s + 1);
      for (let i = 0; i < n; i++) sums[at[i]! + slot]! += toTicks(weighted[i]! * u[i]!, ticks);
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
