import type { RecipeFrame, ScaleStage } from '../model/recipe-frame.ts';

/**
 * Turns outcomes on the recipe's scale into what the base and all groups before `group` left unexplained, clipped where
 * the recipe says so. In place.
 */
export function residualsBefore(frame: RecipeFrame, stage: ScaleStage, group: string, residual: Float64Array, n: number): void {
  const base = new Float64Array(n);
  frame.addBase(stage, base, n);
  for (let i = 0; i < n; i++) residual[i]! -= base[i]!;
  for (const { group: name, clip } of frame.recipe.encodings) {
    if (clip !== undefined) for (let i = 0; i < n; i++) residual[i] = Math.min(clip, Math.max(-clip, residual[i]!));
    if (name === group) return;
    for (const [e, encoding] of frame.encodings.entries()) {
      if (encoding.group === name) frame.addEncoding(stage, e, residual, n, -1);
    }
  }
}
