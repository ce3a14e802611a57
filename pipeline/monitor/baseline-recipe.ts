import type { Contract, Recipe } from '../contract/schema.ts';

/** The recipe that says how hard a month is: the contract's own, without its encodings. It has few columns and is fitted in a moment. */
export function baselineRecipe({ recipe }: Pick<Contract, 'recipe'>): Recipe {
  return { ...recipe, encodings: [], final: recipe.final.filter((term) => term !== 'encodings') };
}
