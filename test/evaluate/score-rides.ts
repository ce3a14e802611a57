import { type Contract, contractSchema } from '../../pipeline/contract/schema.ts';
import { evaluate } from '../../pipeline/evaluate/evaluate.ts';
import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import type { Scored } from '../../pipeline/evaluate/score-round.ts';
import type { Model } from '../../pipeline/model/model.ts';
import { runInMemory } from '../train/run-in-memory.ts';
import { makeShards, RIDES, type Ride, recipeOf, stateOf } from '../train/synthetic.ts';

/** A model of the rides without encodings: a constant, then a coefficient for each column of its last regression. */
export function plainModel(
  rides: readonly Ride[],
  final: readonly string[],
  coefficients: readonly number[],
): Model {
  const { columns, tables, target, features } = RIDES;
  return {
    schemaVersion: 1,
    stage: 'train',
    scoring: 1,
    name: 'rides',
    recipeName: 'main',
    inputs: {},
    periods: ['2021-01'],
    rows: rides.length,
    columns,
    tables,
    target,
    features,
    recipe: recipeOf({ final }),
    state: stateOf(rides),
    base: [],
    encodingStep: 1,
    encodings: [],
    final: [...coefficients],
  };
}

export const SLICES = {
  hour: { by: ['hour'], tolerance: 0.1 },
  from: { by: ['from'], tolerance: 0.1 },
  region: { by: ['to_region'], tolerance: 0.1 },
  band_phone: { by: ['band', 'phone'], tolerance: 0.1 },
};

export interface ScoreOptions {
  readonly keep?: readonly [number, number];
  readonly rowsAShard?: number;
  readonly lanes?: number;
  /** How many rows evaluation is told of, when not those there are. */
  readonly rows?: number;
}

/** Evaluates models, or constants, on rides. */
export async function scoreRides(
  rides: readonly Ride[],
  scored: Readonly<Record<string, Scored>>,
  { keep = [1, 60], rowsAShard = 300, lanes = 1, rows = rides.length }: ScoreOptions = {},
): Promise<Evaluation> {
  const contract: Contract = contractSchema.parse({
    ...RIDES,
    target: { ...RIDES.target, keep },
    gate: { ...RIDES.gate, slices: SLICES },
  });
  const contestants = Object.entries(scored).map(([name, one]) => ({
    name,
    scored: one,
    periods: ['2021-01'],
  }));
  const input = {
    contract,
    contestants,
    periods: ['2021-02'],
    rows,
    filtered: 7,
    features: stateOf(rides),
    inputs: {},
  };
  return evaluate(input, runInMemory(makeShards(rides, rowsAShard), lanes));
}
