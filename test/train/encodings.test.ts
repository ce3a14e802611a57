import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EncodingGroup, Recipe } from '../../pipeline/contract/schema.ts';
import { RecipeFrame, type ScaleStage } from '../../pipeline/model/recipe-frame.ts';
import { scales } from '../../pipeline/model/scales.ts';
import { ENCODING_STEP, fitEncodings } from '../../pipeline/train/fit-encodings.ts';
import { classOf, type FoldPlan, planFolds } from '../../pipeline/train/fold-blocks.ts';
import { solveBase } from '../../pipeline/train/solve-base.ts';
import { planSteps } from '../../pipeline/train/steps.ts';
import { keyOf, naiveEncodings } from './naive-encodings.ts';
import { runInMemory } from './run-in-memory.ts';
import { makeRides, makeShards, RIDES, type Ride, recipeOf, stateOf } from './synthetic.ts';

/** Base and encodings of every model, pass by pass, as `train` does it but with passes of at most `maxCells` cells. */
async function fitStages(rides: readonly Ride[], recipe: Recipe, folds: FoldPlan, maxCells: number) {
  const features = stateOf(rides);
  const state = { contract: RIDES, target: 'minutes', recipe, features, folds };
  const frame = new RecipeFrame(RIDES, features, recipe);
  const run = runInMemory(makeShards(rides, 700), 2);
  const { stages, unit } = solveBase(await run('base', state), folds, ['log_miles']);
  const steps = planSteps(frame, maxCells);
  let fitted: ScaleStage[] = stages;
  for (const step of steps) {
    const cells = await run('cells', { ...state, step, stages: fitted, unit });
    fitted = fitted.map((stage, model) => {
      const tables = [...stage.tables];
      for (const [c, { encodings }] of step.chains.entries()) {
        const bound = encodings.map((e) => frame.encodings[e]!);
        const own = fitEncodings(cells[c]!.table, bound, folds, model, unit);
        for (const [i, e] of encodings.entries()) tables[e] = own[i]!;
      }
      return { ...stage, tables };
    });
  }
  return { stages: fitted, steps, frame };
}

/** The reference's rows for one model: those outside its fold, with what its base regression left. */
function naiveRows(rides: readonly Ride[], recipe: Recipe, base: readonly number[], folds: FoldPlan, model: number) {
  const seen = rides.filter(({ hash }) => model === folds.judged || classOf(hash, folds) !== model);
  const { fromTarget } = scales[recipe.scale];
  return seen.map((ride) => {
    const line = base[0]! + base[1]! * Math.log(ride.miles);
    return { ride, weight: recipe.weight === undefined ? 1 : Math.exp(0.35 * Math.log(ride.miles)), residual: fromTarget(ride.minutes) - line };
  });
}

/** Largest difference from the reference over all models, encodings and rows, in steps of an encoding. */
async function differenceFromNaive(rides: readonly Ride[], recipe: Recipe, folds: FoldPlan, maxCells: number): Promise<number> {
  const { stages, frame } = await fitStages(rides, recipe, folds, maxCells);
  const specs = recipe.encodings.flatMap(({ chains }) => Object.keys(chains).sort().flatMap((name) => chains[name]!));
  let most = 0;
  for (const [model, stage] of stages.entries()) {
    const naive = naiveEncodings(naiveRows(rides, recipe, stage.base, folds, model), recipe.encodings, ENCODING_STEP);
    for (const [e, spec] of specs.entries()) {
      const { key } = frame.encodings[e]!;
      const codes = codesOf(rides, frame, key);
      for (const [i, ride] of rides.entries()) {
        const expected = naive[e]!.get(keyOf(ride, spec) ?? '') ?? 0;
        const found = codes[i]! < 0 ? 0 : stage.tables[e]![codes[i]!]!;
        most = Math.max(most, Math.abs(expected - found) / ENCODING_STEP);
      }
    }
  }
  return most;
}

function codesOf(rides: readonly Ride[], { frame }: RecipeFrame, key: { readonly out: Int32Array }): number[] {
  const [shard] = makeShards(rides, rides.length);
  return rides.map((_, i) => {
    frame.load(shard!, Uint32Array.of(i), 1);
    return key.out[0]!;
  });
}

const CHAINS: EncodingGroup[] = recipeOf({
  base: ['log_miles'],
  encodings: [
    { group: 'time', chains: { time: [{ by: ['weekend', 'hour'], shrink: 20 }, { by: ['hour'], shrink: 5 }] } },
    {
      group: 'place',
      clip: 0.3,
      min: 4,
      chains: {
        zone: [
          { by: ['from'], shrink: 2 },
          { by: ['to'], shrink: 2 },
          { by: ['from', 'to_region'], shrink: 3, min: 8 },
          { by: ['pair'], shrink: 1 },
        ],
        slope: [
          { by: ['from'], slope: 'excess', shrink: 2 },
          { by: ['to', 'phone'], shrink: 2 },
          { by: ['band'], slope: 'log_miles', shrink: 3 },
          { by: ['hour'], slope: 'excess', shrink: 1 },
        ],
      },
    },
    { group: 'late', chains: { late: [{ by: ['kind', 'band'], shrink: 1 }, { by: ['from_region', 'to_region'], shrink: 1 }] } },
  ],
  final: ['encodings'],
}).encodings;

describe('encodings fitted from the cells of a joint key', () => {
  const rides = makeRides(2000);
  // Every key has a region here: rows with an unknown key are a test of their own.
  const known = rides.filter(({ to }) => to !== '9');
  const recipe = recipeOf({ scale: 'log1p', weight: 'exp(0.35 * log_miles)', base: ['log_miles'], encodings: CHAINS, final: ['encodings'] });

  test.each([
    { cells: 1, how: 'one at a time' },
    { cells: 400, how: 'a few at a time' },
    { cells: 2 ** 18, how: 'a group at a time' },
  ])('are those of a walk over the rows for each, fitted $how', async ({ cells }) => {
    const folds = planFolds(known.length, 3);
    const d = await differenceFromNaive(known, recipe, folds, cells);
    console.log(cells, d, (await fitStages(known, recipe, folds, cells)).steps.map(s=>s.chains.map(c=>c.encodings.join())));
    expect(d).toBeLessThanOrEqual(1);
  });
  test.each([1, 400, 2**18])('unknown %d', async (cells) => {
    const folds = planFolds(known.length, 3);
    console.log('unknown', cells, await differenceFromNaive(rides, recipe, folds, cells));
    console.log('judged 1 of 5', cells, await differenceFromNaive(known, recipe, {count: 5, judged: 1}, cells));
    console.log('judged 2 of 3', cells, await differenceFromNaive(known, recipe, {count: 3, judged: 2}, cells));
  });
});
