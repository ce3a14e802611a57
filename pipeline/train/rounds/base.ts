import type { Recipe } from '../../contract/schema.ts';
import type { FeatureState } from '../../features/feature-state.ts';
import type { FeatureContract } from '../../features/frame.ts';
import { BLOCK_ROWS } from '../../features/node.ts';
import { addGram } from '../../linalg/gram-accumulator.ts';
import { RecipeFrame } from '../../model/recipe-frame.ts';
import { scales } from '../../model/scales.ts';
import { f64 } from '../../wasm/f64.ts';
import { classesOf, type FoldPlan, forEachBlock, teachesBase } from '../fold-blocks.ts';
import { mergeOrdered, type OrderedSums } from '../ordered-sums.ts';
import type { Round } from '../round.ts';

export interface BaseState {
  readonly contract: FeatureContract;
  readonly target: string;
  readonly recipe: Recipe;
  readonly features: FeatureState;
  readonly folds: FoldPlan;
}

/** Weighted Gram matrices, one a class of folds, of [1, base columns, target on the recipe's scale]. */
export const baseRound: Round<BaseState, OrderedSums> = {
  start: ({ contract, target, recipe, features, folds }) => {
    const { frame, base, weight } = new RecipeFrame(contract, features, recipe);
    const { fromTarget } = scales[recipe.scale];
    const k = base.length + 2;
    const root = f64.sqrt(weight.value);
    const one = frame.provide('root of weight', root).out;
    const weighted = base.map(({ value }, c) => frame.provide(`weighted ${c}`, f64.mul(root, value)).out);
    const outcome = new Float64Array(BLOCK_ROWS);
    const design = [one, ...weighted, outcome];
    const parts: OrderedSums = [];
    return {
      add: (shard, index) => {
        const sums = new Float64Array(classesOf(folds) * k * k);
        const y = shard.numbers[target]!;
        forEachBlock(
          shard,
          folds,
          (cls, rows, n) => {
            frame.load(shard, rows, n);
            for (let i = 0; i < n; i++) outcome[i] = one[i]! * fromTarget(y[rows[i]!]!);
            addGram(sums.subarray(cls * k * k, (cls + 1) * k * k), design, n, k);
          },
          (hash) => teachesBase(hash, folds),
        );
        parts.push({ index, sums });
      },
      finish: () => parts,
    };
  },
  merge: mergeOrdered,
};
