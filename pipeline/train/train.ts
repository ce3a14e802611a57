import type { Contract, Recipe } from '../contract/schema.ts';
import { blankState, type FeatureState } from '../features/feature-state.ts';
import { packTable } from '../model/encoding-table.ts';
import { type Model, SCORING_VERSION } from '../model/model.ts';
import { RecipeFrame, type ScaleStage } from '../model/recipe-frame.ts';
import { ENCODING_STEP } from './encodings/fit-encodings.ts';
import { fitStages } from './encodings/fit-stages.ts';
import { planFolds } from './fold-blocks.ts';
import { fitGeometry } from './geometry/fit-geometry.ts';
import { placePairs } from './geometry/place-pairs.ts';
import { checkKeys, checkOneHots } from './regression/check-sizes.ts';
import { solveBase } from './regression/solve-base.ts';
import { solveFinal } from './regression/solve-final.ts';
import type { RunRound } from './round-registry.ts';
import { finalGram } from './rounds/final.ts';

export interface TrainInput {
  readonly contract: Contract;
  readonly recipeName: string;
  readonly recipe: Recipe;
  /** Categories seen in the training rows, and the lookup tables. */
  readonly features: FeatureState;
  readonly periods: readonly string[];
  readonly rows: number;
  /** Digests of contract and data. */
  readonly inputs: Readonly<Record<string, string>>;
}

export interface Trained {
  readonly model: Model;
  /** Mean of the target over the rows of the last regression: the simplest rule there is to be better than. */
  readonly targetMean: number;
  /** Passes over the data. */
  readonly passes: number;
}

/**
 * Fits a recipe: geometry, base regression, encodings group by group, last regression. Each step is a pass over the
 * shards that gives a small statistic; models are fitted side by side, of which model m never sees fold m and the last sees all.
 */
export async function train(
  input: TrainInput,
  runRound: RunRound,
  progress?: (passes: number) => void,
): Promise<Trained> {
  const { contract, recipe } = input;
  const target = contract.target.name;
  const folds = planFolds(input.rows, recipe.folds);
  let passes = 0;
  const run: RunRound = (name, state) => {
    passes++;
    progress?.(passes);
    return runRound(name, state);
  };
  const features = await withGeometry(input, run);
  const state = {
    contract: { columns: contract.columns, features: contract.features },
    target,
    recipe,
    features,
    folds,
  };
  const frame = new RecipeFrame(contract, features, recipe);
  const terms = frame.final();
  checkKeys(frame.encodings);
  checkOneHots(terms);

  let stages: ScaleStage[] = [];
  if (frame.base.length > 0) {
    const labels = frame.base.map(({ label }) => label);
    const { stages: fitted, unit } = solveBase(await run('base', state), folds, labels);
    stages = await fitStages(run, { ...state, stages: fitted, unit });
  }
  const sums = finalGram(await run('final', { ...state, stages }));
  const final = solveFinal(sums, terms);
  const whole = stages.at(-1) ?? { base: [], tables: [] };
  const model: Model = {
    schemaVersion: 1,
    stage: 'train',
    scoring: SCORING_VERSION,
    name: contract.name,
    recipeName: input.recipeName,
    inputs: { ...input.inputs },
    periods: [...input.periods],
    rows: input.rows,
    columns: contract.columns,
    tables: contract.tables,
    target: contract.target,
    features: contract.features,
    recipe,
    state: features,
    base: [...whole.base],
    encodingStep: ENCODING_STEP,
    encodings: whole.tables.map((table, e) => packTable(frame.encodings[e]!.label, table, ENCODING_STEP)),
    final: [...final],
  };
  return { model, targetMean: sums.gram[sums.size - 1]! / sums.gram[0]!, passes };
}

async function withGeometry(
  { contract, recipe, features }: TrainInput,
  run: RunRound,
): Promise<FeatureState> {
  const spec = contract.features.geometry;
  if (!spec || !needsGeometry(contract, recipe, features.tables)) return features;
  const table = await run('pairs', { contract, features });
  const { places, pairs } = placePairs(
    table,
    features.categories[spec.between[0]]!,
    features.categories[spec.between[1]]!,
  );
  return { ...features, geometry: fitGeometry(places, pairs, spec) };
}

function needsGeometry(contract: Contract, recipe: Recipe, tables: FeatureState['tables']): boolean {
  const columns = new RecipeFrame(contract, blankState(contract.features, tables), recipe);
  columns.final();
  return columns.frame.usesGeometry;
}
