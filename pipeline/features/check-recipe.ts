import type { Contract, Recipe } from '../contract/schema.ts';
import { RecipeFrame } from '../model/recipe-frame.ts';
import type { At } from './check-contract.ts';
import { contractError } from './contract-error.ts';
import type { FeatureState } from './feature-state.ts';

/** Compiles every expression of a recipe, each under its own path. */
export function checkRecipe(contract: Contract, recipe: Recipe, state: FeatureState, at: At): void {
  // Without its last terms: what they may refer to is provided all the same.
  const bound = new RecipeFrame(contract, state, { ...recipe, final: [] });
  const { frame } = bound;
  at(['weight'], () => bound.weight);
  for (const [i, expression] of recipe.base.entries()) {
    at(['base', i], () => {
      if (frame.term(expression).kind === 'dense') return;
      throw contractError('one_hot belongs into final, not into base', 'use an encoding by this key instead');
    });
  }
  for (const [g, { chains }] of recipe.encodings.entries()) {
    for (const [chain, encodings] of Object.entries(chains)) {
      for (const [i, { by, slope }] of encodings.entries()) {
        at(['encodings', g, 'chains', chain, i], () => {
          frame.tuple(by);
          if (slope !== undefined) frame.number(slope);
        });
      }
    }
  }
  bound.final();
  for (const [i, expression] of recipe.final.entries()) {
    if (expression !== 'encodings') at(['final', i], () => frame.term(expression));
  }
}
