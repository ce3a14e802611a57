import type { Recipe } from '../../contract/schema.ts';
import type { FeatureState } from '../../features/feature-state.ts';
import type { FeatureContract } from '../../features/frame.ts';
import { rawSource } from '../../features/sources.ts';
import { RecipeFrame } from '../../model/recipe-frame.ts';
import { scales } from '../../model/scales.ts';
import { f64 } from '../../wasm/f64.ts';
import { classesOf, type FoldPlan, forEachBlock, teachesBase } from '../fold-blocks.ts';
import { GramColumns } from '../regression/gram-columns.ts';
import { mergeOrdered, type OrderedSums } from '../regression/ordered-sums.ts';
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
    const root = f64.sqrt(weight.value);
    const outcome = scales[recipe.scale].fromTarget(rawSource(frame.program, target));
    const weighted = [...base.map(({ value }) => value), outcome].map((value) => f64.mul(root, value));
    const design = new GramColumns(frame.program, [root, ...weighted]);
    const compute = frame.program.compile(design.steps);
    const size = design.size * design.size;
    const parts: OrderedSums = [];
    return {
      add: (shard, index) => {
        const sums = new Float64Array(classesOf(folds) * size);
        forEachBlock(
          shard,
          folds,
          (cls, rows, n) => {
            frame.load(shard, rows, n);
            compute(n);
            design.add(sums.subarray(cls * size, (cls + 1) * size), n);
          },
          (_, hash) => teachesBase(hash, folds),
        );
        parts.push({ index, sums });
      },
      finish: () => parts,
    };
  },
  merge: mergeOrdered,
};
