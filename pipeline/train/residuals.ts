import { BLOCK_ROWS } from '../features/node.ts';
import type { RecipeFrame, ScaleStage } from '../model/recipe-frame.ts';

/** The unexplained part of outcomes, on the recipe's scale, block by block. */
export class Residuals {
  readonly #frame: RecipeFrame;
  readonly #explained = new Float64Array(BLOCK_ROWS);

  constructor(frame: RecipeFrame) {
    this.#frame = frame;
  }

  /** Turns outcomes into what a stage's base left, ready for the first group. In place. */
  afterBase(stage: ScaleStage, residual: Float64Array, n: number): void {
    this.#explained.fill(0, 0, n);
    this.#frame.addBase(stage, this.#explained, n);
    this.#settle(0, residual, n);
  }

  /** Takes away what group `g` explains, ready for the next group. In place. */
  afterGroup(g: number, stage: ScaleStage, residual: Float64Array, n: number): void {
    const { encodings, recipe } = this.#frame;
    this.#explained.fill(0, 0, n);
    for (const [e, { group }] of encodings.entries()) {
      if (group === recipe.encodings[g]!.group) this.#frame.addEncoding(stage, e, this.#explained, n);
    }
    this.#settle(g + 1, residual, n);
  }

  /** Takes away some encodings. In place. */
  without(some: readonly number[], stage: ScaleStage, residual: Float64Array, n: number): void {
    if (some.length === 0) return;
    this.#explained.fill(0, 0, n);
    for (const e of some) this.#frame.addEncoding(stage, e, this.#explained, n);
    for (let i = 0; i < n; i++) residual[i]! -= this.#explained[i]!;
  }

  /** Subtracts, and clips as the group that comes next wants its residuals. */
  #settle(next: number, residual: Float64Array, n: number): void {
    const clip = this.#frame.recipe.encodings[next]?.clip ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++)
      residual[i] = Math.min(clip, Math.max(-clip, residual[i]! - this.#explained[i]!));
  }
}
