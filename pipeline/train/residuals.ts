import { BLOCK_ROWS } from '../features/node.ts';
import type { EffectOnRows } from './chain-effect.ts';
import type { ColumnBlock } from './column-block.ts';
import { type FoldPlan, sees } from './fold-blocks.ts';

/** The unexplained part of outcomes, on the recipe's scale, as groups are taken away. */
export class Residuals {
  readonly #clips: readonly number[];
  readonly #effectsOf: (group: number) => readonly EffectOnRows[];
  readonly #effects = new Map<number, readonly EffectOnRows[]>();
  readonly #folds: FoldPlan;
  readonly #explained = new Float64Array(BLOCK_ROWS);

  /**
   * @param clips bounds on the residuals that each group sees
   * @param effectsOf all of a group that has been fitted; asked for when the first block needs it
   */
  constructor(
    clips: readonly number[],
    effectsOf: (group: number) => readonly EffectOnRows[],
    folds: FoldPlan,
  ) {
    this.#clips = clips;
    this.#effectsOf = effectsOf;
    this.#folds = folds;
  }

  /** Takes away from a block's residuals what groups explain, until they are those that group `to` sees. */
  settle(block: ColumnBlock, to: number): void {
    for (; block.group < to; block.group++) {
      const effects = this.#effects.get(block.group) ?? this.#effectsOf(block.group);
      this.#effects.set(block.group, effects);
      const clip = this.#clips[block.group + 1]!;
      for (const effect of effects) effect.find(block);
      for (const [model, residual] of block.residuals.entries()) {
        if (!sees(model, block.cls, this.#folds)) continue;
        const explained = this.explained(model, block, effects);
        for (let i = 0; i < block.rows; i++)
          residual[i] = Math.min(clip, Math.max(-clip, residual[i]! - explained[i]!));
      }
    }
  }

  /** What some effects, which have found the block's cells, say about its rows; good until the next call. */
  explained(model: number, block: ColumnBlock, effects: readonly EffectOnRows[]): Float64Array {
    this.#explained.fill(0, 0, block.rows);
    for (const effect of effects) effect.add(model, block, this.#explained);
    return this.#explained;
  }
}
