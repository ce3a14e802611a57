import { deriveKeys } from '../../features/derive-keys.ts';
import type { BoundEncoding } from '../../model/bound-encoding.ts';
import { RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { jointParts, partsOfCells } from '../columns/joint-key.ts';
import { checkExact } from '../regression/check-sums.ts';
import type { RunRound } from '../round-registry.ts';
import type { CellsState } from '../rounds/cells.ts';
import type { CellTable } from './cells.ts';
import type { ChainEffect } from './chain-effect.ts';
import { fitEncodings } from './fit-encodings.ts';
import { planSteps } from './steps.ts';

/**
 * Fits a recipe's encodings for every model, group by group, a pass over the rows each step.
 *
 * @param state with the stages of the base regression
 * @param maxCells see `planSteps`
 * @returns those stages with their tables
 */
export async function fitStages(
  run: RunRound,
  state: Omit<CellsState, 'step' | 'effects'>,
  maxCells?: number,
): Promise<ScaleStage[]> {
  const { contract, features, recipe, folds, stages, unit } = state;
  const frame = new RecipeFrame(contract, features, recipe);
  const tables = stages.map((): Float64Array[] => []);
  const effects: ChainEffect[] = [];
  for (const step of planSteps(frame, maxCells)) {
    const statistic = await run('cells', { ...state, step, effects });
    for (const [c, { chain, encodings }] of step.chains.entries()) {
      const cells = statistic[c]!;
      const bound = encodings.map((e) => frame.encodings[e]!);
      checkExact(cells.sums, bound.map(({ label }) => label).join(', '));
      const keys = keysOfCells(bound, cells);
      const fitted = stages.map((_, model) => fitEncodings(cells, keys, bound, folds, model, unit));
      for (const [model, fit] of fitted.entries()) {
        for (const [i, e] of encodings.entries()) tables[model]![e] = fit.tables[i]!;
      }
      const values = fitted.map(({ effect }) => effect);
      effects.push({ group: step.group, chain, encodings, codes: cells.codes, values });
    }
  }
  return stages.map((stage, model) => ({ ...stage, tables: tables[model]! }));
}

/** For each encoding of a run, the code of its key in every cell of their joint key. */
function keysOfCells(encodings: readonly BoundEncoding[], { codes }: CellTable): Int32Array[] {
  const parts = jointParts(encodings);
  const wanted = encodings.map(({ key }) => key);
  return deriveKeys(parts, partsOfCells(parts, codes), wanted);
}
