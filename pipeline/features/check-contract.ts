import type { LoadedContract } from '../contract/load.ts';
import type { Recipe } from '../contract/schema.ts';
import { RatchetError } from '../errors.ts';
import { RecipeFrame } from '../model/recipe-frame.ts';
import { blankState, type FeatureState } from './feature-state.ts';
import { Frame } from './frame.ts';

/**
 * Compiles every expression of a contract once, before any data is read, so that a misspelt name is told with its line.
 *
 * @param tables the contract's lookup tables
 * @throws RatchetError `contract`
 */
export function checkContract(
  { contract, lineOf }: LoadedContract,
  tables: FeatureState['tables'],
  file: string,
): void {
  const { columns, features, recipe, comparisons, gate, target, time } = contract;
  const state = blankState(features, tables);
  const at = (path: readonly string[], compile: () => unknown) => {
    try {
      compile();
    } catch (error) {
      if (!(error instanceof RatchetError)) throw error;
      throw new RatchetError(error.code, `${path.join('.')}: ${error.message}`, {
        file,
        line: lineOf(path),
        hint: error.hint,
        cause: error,
      });
    }
  };
  const frame = new Frame({ columns, features }, state);
  const known = (path: readonly string[], names: readonly string[]) => {
    for (const name of names) at(path, () => frame.column(name));
  };
  known(['time'], [time]);
  known(['target'], 'column' in target ? [target.column] : target.minutes_between);
  for (const name of Object.keys(features.numbers))
    at(['features', 'numbers', name], () => frame.number(name));
  for (const name of Object.keys(features.keys)) at(['features', 'keys', name], () => frame.key(name));
  for (const [name, slice] of Object.entries(gate.slices))
    at(['gate', 'slices', name], () => frame.tuple(slice.by));
  const compileAll = (one: Recipe) => {
    const bound = new RecipeFrame({ columns, features }, state, one);
    bound.final();
  };
  at(['recipe'], () => compileAll(recipe));
  for (const [name, one] of Object.entries(comparisons)) at(['comparisons', name], () => compileAll(one));
}
