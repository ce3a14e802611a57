import type { LoadedContract } from '../contract/load.ts';
import type { Check, Contract } from '../contract/schema.ts';
import { RatchetError } from '../errors.ts';
import { checkRecipe } from './check-recipe.ts';
import { contractError } from './contract-error.ts';
import { blankState, type FeatureState } from './feature-state.ts';
import { Frame } from './frame.ts';

/** Does something with the value at a path of model.yaml; what it throws is told with the path and its line. */
export type At = (path: readonly PropertyKey[], compile: () => unknown) => void;

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
  const { columns, features, recipe, comparisons } = contract;
  const state = blankState(features, tables);
  const at: At = (path, compile) => {
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
  const newFrame = () => new Frame({ columns, features }, state);
  const frame = newFrame();
  checkColumns(contract, frame, at);
  checkGeometry(contract, newFrame, at);
  for (const name of Object.keys(features.numbers))
    at(['features', 'numbers', name], () => frame.number(name));
  for (const name of Object.keys(features.keys)) at(['features', 'keys', name], () => frame.key(name));
  checkSlices(contract, newFrame(), at);
  checkRecipe(contract, recipe, state, (path, compile) => at(['recipe', ...path], compile));
  for (const [name, one] of Object.entries(comparisons))
    checkRecipe(contract, one, state, (path, compile) => at(['comparisons', name, ...path], compile));
}

type ColumnType = Contract['columns'][string]['type'];

function needColumn(frame: Frame, name: string, type?: ColumnType): void {
  const found = frame.typeOf(frame.column(name));
  if (type === undefined || found === type) return;
  throw contractError(`expected a column of type ${type}, found ${name}, a ${found}`, 'name another column');
}

/** Which type of column a check is about; any for undefined. */
const CHECKED_COLUMNS: Readonly<Record<string, ColumnType | undefined>> = {
  range: undefined,
  allowed: undefined,
  nulls: undefined,
  inside_period: 'timestamp',
};

function checkColumns({ time, target, checks }: Contract, frame: Frame, at: At): void {
  at(['time'], () => needColumn(frame, time, 'timestamp'));
  if ('column' in target) at(['target', 'column'], () => needColumn(frame, target.column, 'number'));
  else
    for (const [i, name] of target.minutes_between.entries())
      at(['target', 'minutes_between', i], () => needColumn(frame, name, 'timestamp'));
  for (const [i, check] of checks.entries()) {
    for (const [kind, type] of Object.entries(CHECKED_COLUMNS)) {
      if (kind in check) at(['checks', i, kind], () => needColumn(frame, check[kind as keyof Check], type));
    }
  }
}

function checkGeometry({ features: { geometry } }: Contract, newFrame: () => Frame, at: At): void {
  if (!geometry) return;
  const frame = newFrame();
  const path = ['features', 'geometry'];
  const { between, measured, column, unless } = geometry;
  for (const [i, name] of between.entries())
    at([...path, 'between', i], () => needColumn(frame, name, 'category'));
  if (column !== undefined) at([...path, 'column'], () => needColumn(frame, column, 'number'));
  for (const [key, name] of Object.entries({ measured, unless })) {
    at([...path, key], () => {
      frame.number(name);
      if (frame.usesGeometry) throw contractError(`${name} depends on the geometry that is fitted to it`);
    });
  }
}

function checkSlices({ gate }: Contract, frame: Frame, at: At): void {
  for (const [name, { by }] of Object.entries(gate.slices)) {
    at(['gate', 'slices', name], () => {
      frame.tuple(by);
      if (!frame.usesGeometry) return;
      throw contractError(
        `${by.join(', ')} depends on the geometry, which every model learns for itself`,
        'slice by what is the same for all models: columns, times, lookups',
      );
    });
  }
}
