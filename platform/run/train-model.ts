import { didYouMean } from '../../pipeline/contract/nearest.ts';
import type { Recipe } from '../../pipeline/contract/schema.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import type { FeatureState } from '../../pipeline/features/feature-state.ts';
import { type Trained, train } from '../../pipeline/train/train.ts';
import { createExecutor } from '../executor.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { PreparedData } from '../prepare-partition.ts';
import type { Pool } from '../worker-pool.ts';

/** The name under which the contract's own recipe goes. */
export const MAIN_RECIPE = 'main';

/** Trains a recipe of a contract on prepared periods. */
export async function trainModel(
  folder: ModelFolder,
  recipeName: string,
  data: readonly PreparedData[],
  pool: Pool,
  progress?: (passes: number) => void,
): Promise<Trained> {
  const { contract, contractDigest } = folder;
  const rows = data.reduce((sum, period) => sum + period.rows, 0);
  if (rows === 0) {
    throw new RatchetError(
      'data',
      `no rows to train on: the range ${contract.target.keep.join(' … ')} of ${contract.target.name} keeps none`,
      {
        hint: 'check target.keep in model.yaml and the data of these periods',
      },
    );
  }
  const inputs = {
    contract: contractDigest,
    ...Object.fromEntries(data.map(({ period, source }) => [period, source.sha256])),
  };
  const recipe = recipeOf(folder, recipeName);
  const features = { categories: categoriesOf(folder, data), tables: folder.tables };
  return train(
    { contract, recipeName, recipe, features, periods: data.map(({ period }) => period), rows, inputs },
    createExecutor(pool, data),
    progress,
  );
}

export function recipeOf({ contract }: ModelFolder, name: string): Recipe {
  if (name === MAIN_RECIPE) return contract.recipe;
  const recipe = contract.comparisons[name];
  if (recipe) return recipe;
  throw new RatchetError('not-found', `there is no recipe "${name}"`, {
    hint: didYouMean(name, [MAIN_RECIPE, ...Object.keys(contract.comparisons)]),
  });
}

/** The values of every category column in some periods, numbers in numeric order before words. */
export function categoriesOf(
  { contract }: ModelFolder,
  data: readonly PreparedData[],
): FeatureState['categories'] {
  const columns = Object.keys(contract.columns).filter((name) => contract.columns[name]!.type === 'category');
  const labels = (column: string) =>
    new Set(
      data.flatMap(({ shards }) => [...new Set(shards.map((shard) => shard.labels[column] ?? []))].flat()),
    );
  return Object.fromEntries(
    columns.map((column) => [
      column,
      [...labels(column)].filter((label) => label !== '').sort(compareLabels),
    ]),
  );
}

function compareLabels(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return x - y || (a < b ? -1 : a > b ? 1 : 0);
}
