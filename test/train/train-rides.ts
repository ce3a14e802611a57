import type { Recipe } from '../../pipeline/contract/schema.ts';
import { contractSchema } from '../../pipeline/contract/schema.ts';
import type { FeatureState } from '../../pipeline/features/feature-state.ts';
import { BLOCK_ROWS } from '../../pipeline/features/node.ts';
import { forEachRowBlock } from '../../pipeline/ingest/row-blocks.ts';
import type { Model } from '../../pipeline/model/model.ts';
import { Predictor } from '../../pipeline/model/predictor.ts';
import type { RoundMemory } from '../../pipeline/train/round.ts';
import type { RunRound } from '../../pipeline/train/round-registry.ts';
import { type Trained, train } from '../../pipeline/train/train.ts';
import { runInMemory } from './run-in-memory.ts';
import { makeShards, RIDES, type Ride, recipeOf, stateOf } from './synthetic.ts';

export interface TrainOptions {
  readonly rowsAShard?: number;
  readonly lanes?: number;
  readonly memory?: () => RoundMemory;
  readonly runRound?: RunRound;
  /** Numbers and keys besides those of RIDES. */
  readonly features?: { numbers?: Record<string, string>; keys?: Record<string, string>; geometry?: unknown };
  readonly state?: FeatureState;
  /** What the plan of folds is told; the rows there are when left out. */
  readonly rows?: number;
}

/** Trains a recipe, written as in model.yaml, on rides. */
export async function trainRides(
  rides: readonly Ride[],
  recipe: Record<string, unknown> | Recipe,
  { rowsAShard = 500, lanes = 1, memory, runRound, features = {}, state, rows }: TrainOptions = {},
): Promise<Trained> {
  const { numbers, keys } = RIDES.features;
  const contract = contractSchema.parse({
    ...RIDES,
    features: {
      ...features,
      numbers: { ...numbers, ...features.numbers },
      keys: { ...keys, ...features.keys },
    },
  });
  const input = {
    contract,
    recipeName: 'main',
    recipe: recipeOf(recipe),
    features: state ?? stateOf(rides),
    periods: ['2021-01'],
    rows: rows ?? rides.length,
    inputs: {},
  };
  return train(input, runRound ?? runInMemory(makeShards(rides, rowsAShard), lanes, memory));
}

/** A model's predictions of rides, in the target's unit. */
export function predictRides(model: Model, rides: readonly Ride[]): number[] {
  const predictor = new Predictor(model);
  const [shard] = makeShards(rides, rides.length);
  const [out, predictions] = [new Float64Array(BLOCK_ROWS), [] as number[]];
  forEachRowBlock(rides.length, BLOCK_ROWS, (rows, n) => {
    predictor.predict(shard!, rows, n, out);
    predictions.push(...out.subarray(0, n));
  });
  return predictions;
}

export function rmseOf(model: Model, rides: readonly Ride[]): number {
  const errors = predictRides(model, rides).map((prediction, i) => prediction - rides[i]!.minutes);
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / rides.length);
}
