import type { RecipeFrame, ScaleStage } from '../model/recipe-frame.ts';

/** Keeps the unexplained part of outcomes, on the recipe's scale, while a round goes through the blocks of its shards. */
export class Residuals {
  readonly #frame: RecipeFrame;
  readonly #explained: Float64Array;

  constructor(frame: RecipeFrame, rows: number) {
    this.#frame = frame;
    this.#explained = new Float64Array(rows);
  }

  /**
   * Turns outcomes into what a stage's base and all groups before `group` left, clipped where the recipe says so.
   * In place.
   */
  before(group: string, stage: ScaleStage, residual: Float64Array, n: number): void {
    const { encodings, recipe } = this.#frame;
    const explained = this.#explained;
    const settle = (clip: number) => {
      for (let i = 0; i < n; i++) {
        const left = residual[i]! - explained[i]!;
        residual[i] = left > clip ? clip : left < -clip ? -clip : left;
      }
      explained.fill(0, 0, n);
    };
    explained.fill(0, 0, n);
    this.#frame.addBase(stage, explained, n);
    for (const { group: name, clip } of recipe.encodings) {
      if (clip !== undefined) settle(clip);
      if (name === group) break;
      for (const [e, encoding] of encodings.entries()) if (encoding.group === name) this.#frame.addEncoding(stage, e, explained, n);
    }
    settle(Number.POSITIVE_INFINITY);
  }

  /** Subtracts some encodings of a stage. In place. */
  without(some: readonly number[], stage: ScaleStage, residual: Float64Array, n: number): void {
    if (some.length === 0) return;
    this.#explained.fill(0, 0, n);
    for (const e of some) this.#frame.addEncoding(stage, e, this.#explained, n);
    for (let i = 0; i < n; i++) residual[i]! -= this.#explained[i]!;
  }
}
