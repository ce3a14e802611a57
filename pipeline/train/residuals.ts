import { BLOCK_ROWS } from '../features/node.ts';
import type { EffectOnRows } from './chain-effect.ts';
import type { ColumnBlock } from './column-block.ts';
import { type FoldPlan, sees } from './fold-blocks.ts';

/** A fitted group of encodings. */
export interface FittedGroup {
  readonly effects: readonly EffectOnRows[];
  /** Bound on the residuals that the next group sees. */
  readonly clip: number;
}

/** The unexplained part of outcomes, on the recipe's scale, as groups are taken away. */
export class Residuals {
  readonly #groups: readonly FittedGroup[];
  readonly #folds: FoldPlan;
  readonly #explained = new Float64Array(BLOCK_ROWS);

  constructor(groups: readonly FittedGroup[], folds: FoldPlan) {
    this.#groups = groups;
    this.#folds = folds;
  }

  /** Takes away from a block's residuals what groups explain, until they are those that group `to` sees. */
  settle(block: ColumnBlock, to: number): void {
    for (; block.group < to; block.group++) {
      const { effects, clip } = this.#groups[block.group]!;
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
