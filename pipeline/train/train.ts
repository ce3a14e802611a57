import type { Contract, Recipe } from '../contract/schema.ts';
import type { FeatureState } from '../features/feature-state.ts';
import { packTable } from '../model/encoding-table.ts';
import { type Model, SCORING_VERSION } from '../model/model.ts';
import { RecipeFrame, type ScaleStage } from '../model/recipe-frame.ts';
import { ENCODING_STEP, fitEncodings } from './fit-encodings.ts';
import { fitGeometry } from './fit-geometry.ts';
import { solveFinal } from './solve-final.ts';
import { placePairs } from './place-pairs.ts';
import type { RoundName, StateOf, StatisticOf } from './round-registry.ts';
import { finalGram } from './rounds/final.ts';
import { solveBase } from './solve-base.ts';
import { planSteps } from './steps.ts';

/** Runs a named round over the training shards, wherever they are, and gives the merged statistic. */
export type RunRound = <N extends RoundName>(name: N, state: StateOf<N>) => Promise<StatisticOf<N>>;

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
  /** Passes over the data. */
  readonly passes: number;
}

/**
 * Fits a recipe: geometry, base regression, encodings group by group, last regression. Each step is a pass over the
 * shards that gives a small statistic; K + 1 models are fitted side by side, of which model m never sees fold m.
 */
export async function train(input: TrainInput, runRound: RunRound): Promise<Trained> {
  const { contract, recipe } = input;
  const target = contract.target.name;
  let passes = 0;
  const run: RunRound = (name, state) => {
    passes++;
    return runRound(name, state);
  };
  const features = await withGeometry(contract, input.features, run);
  const state = { contract: { columns: contract.columns, features: contract.features }, target, recipe, features };
  const frame = new RecipeFrame(contract, features, recipe);

  let stages: ScaleStage[] = [];
  if (frame.base.length > 0) {
    const { stages: fitted, unit } = solveBase(await run('base', state), recipe.folds, frame.base.length);
    stages = fitted;
    for (const step of planSteps(frame)) {
      const statistic = await run('cells', { ...state, step, stages, unit });
      stages = stages.map((stage, model) => {
        const tables = [...stage.tables];
        for (const [c, { encodings }] of step.chains.entries()) {
          const bound = encodings.map((e) => frame.encodings[e]!);
          fitEncodings(statistic[c]!.table, bound, recipe.folds, model, unit).forEach((table, i) => {
            tables[encodings[i]!] = table;
          });
        }
        return { ...stage, tables };
      });
    }
  }
  const final = solveFinal(finalGram(await run('final', { ...state, stages })), frame.final());
  const whole = stages[recipe.folds] ?? { base: [], tables: [] };
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
  return { model, passes };
}

async function withGeometry(contract: Contract, features: FeatureState, run: RunRound): Promise<FeatureState> {
  const spec = contract.features.geometry;
  if (!spec) return features;
  const table = await run('pairs', { contract, features });
  const { places, pairs } = placePairs(table, features.categories[spec.between[0]]!, features.categories[spec.between[1]]!);
  return { ...features, geometry: fitGeometry(places, pairs, spec) };
}
