import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EncodingGroup, Recipe } from '../../pipeline/contract/schema.ts';
import type { KeyNode } from '../../pipeline/features/node.ts';
import { RecipeFrame } from '../../pipeline/model/recipe-frame.ts';
import { ENCODING_STEP } from '../../pipeline/train/encodings/fit-encodings.ts';
import { fitStages } from '../../pipeline/train/encodings/fit-stages.ts';
import { planSteps } from '../../pipeline/train/encodings/steps.ts';
import { classOf, type FoldPlan, planFolds } from '../../pipeline/train/fold-blocks.ts';
import { solveBase } from '../../pipeline/train/regression/solve-base.ts';
import { collect } from '../features/evaluate-features.ts';
import { keyOf, naiveEncodings } from './naive-encodings.ts';
import { runInMemory } from './run-in-memory.ts';
import { makeRides, makeShards, RIDES, type Ride, recipeOf, stateOf } from './synthetic.ts';

/** Base and encodings of every model, as `train` fits them but with passes of at most `maxCells` cells. */
async function fitRides(rides: readonly Ride[], recipe: Recipe, folds: FoldPlan, maxCells: number) {
  const features = stateOf(rides);
  const state = { contract: RIDES, target: 'minutes', recipe, features, folds };
  const frame = new RecipeFrame(RIDES, features, recipe);
  const run = runInMemory(makeShards(rides, 700), 2);
  const { stages, unit } = solveBase(await run('base', state), folds, ['log_miles']);
  const fitted = await fitStages(run, { ...state, stages, unit }, maxCells);
  return { stages: fitted, steps: planSteps(frame, maxCells), frame };
}

/** The reference's rows for one model: those outside its fold, with what its base regression left. */
function naiveRows(
  rides: readonly Ride[],
  recipe: Recipe,
  base: readonly number[],
  folds: FoldPlan,
  model: number,
) {
  const seen = rides.filter(({ hash }) => model === folds.judged || classOf(hash, folds) !== model);
  return seen.map((ride) => {
    const line = base[0]! + base[1]! * Math.log(ride.miles);
    return {
      ride,
      weight: recipe.weight === undefined ? 1 : Math.exp(0.35 * Math.log(ride.miles)),
      residual: (recipe.scale === 'log1p' ? Math.log(ride.minutes + 1) : ride.minutes) - line,
    };
  });
}

/** Largest difference from the reference over all models, encodings and rows, in steps of an encoding. */
async function differenceFromNaive(
  rides: readonly Ride[],
  recipe: Recipe,
  folds: FoldPlan,
  maxCells: number,
): Promise<number> {
  const { stages, frame } = await fitRides(rides, recipe, folds, maxCells);
  const specs = recipe.encodings.flatMap(({ chains }) =>
    Object.keys(chains)
      .sort()
      .flatMap((name) => chains[name]!),
  );
  let most = 0;
  for (const [model, stage] of stages.entries()) {
    const naive = naiveEncodings(
      naiveRows(rides, recipe, stage.base, folds, model),
      recipe.encodings,
      ENCODING_STEP,
    );
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

function codesOf(rides: readonly Ride[], { frame }: RecipeFrame, { out }: KeyNode): number[] {
  const [shard] = makeShards(rides, rides.length);
  return collect(frame, shard!, (i) => out[i]!);
}

const CHAINS: EncodingGroup[] = recipeOf({
  base: ['log_miles'],
  encodings: [
    {
      group: 'time',
      chains: {
        time: [
          { by: ['weekend', 'hour'], shrink: 20 },
          { by: ['hour'], shrink: 5 },
        ],
      },
    },
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
    {
      group: 'late',
      chains: {
        late: [
          { by: ['kind', 'band'], shrink: 1 },
          { by: ['from_region', 'to_region'], shrink: 1 },
        ],
      },
    },
  ],
  final: ['encodings'],
}).encodings;

const recipeWith = (encodings: readonly EncodingGroup[]): Recipe =>
  recipeOf({
    scale: 'log1p',
    weight: 'exp(0.35 * log_miles)',
    base: ['log_miles'],
    encodings,
    final: ['encodings'],
  });

/** A walk over the rows and the cells round a sum differently: at most one step of an encoding apart. */
const ONE_STEP = 1;

describe('a run of encodings fitted from the cells of a joint key is what a walk over the rows for each gives', () => {
  // Zone 9 has no region, and some rides have no zone at all.
  const rides = makeRides(1200).map((ride, i) => (i % 50 === 0 ? { ...ride, from: null } : ride));
  const recipe = recipeWith(CHAINS);

  test.each([
    { cells: 1, passes: 8, how: 'one encoding of a chain a pass' },
    { cells: 400, passes: 4, how: 'a few encodings a pass' },
    { cells: 2 ** 20, passes: 3, how: 'a group a pass' },
  ])('for every model, with $how', async ({ cells, passes }) => {
    const folds = planFolds(rides.length, 3);
    expect((await fitRides(rides, recipe, folds, cells)).steps).toHaveLength(passes);
    expect(await differenceFromNaive(rides, recipe, folds, cells)).toBeLessThanOrEqual(ONE_STEP);
  });

  test.each([
    { folds: { count: 5, judged: 1 }, models: 2 },
    { folds: { count: 3, judged: 2 }, models: 3 },
    { folds: { count: 16, judged: 1 }, models: 1 },
  ])('where only $folds.judged of $folds.count folds is judged', async ({ folds, models }) => {
    expect((await fitRides(rides, recipe, folds, 2 ** 20)).stages).toHaveLength(models);
    expect(await differenceFromNaive(rides, recipe, folds, 2 ** 20)).toBeLessThanOrEqual(ONE_STEP);
  });

  test('on the scale of the target, without weights', async () => {
    const plain = recipeOf({ base: ['log_miles'], encodings: CHAINS, final: ['encodings'] });
    const folds = planFolds(rides.length, 3);
    expect(await differenceFromNaive(rides, plain, folds, 2 ** 20)).toBeLessThanOrEqual(ONE_STEP);
  });

  test('for any chains, cut anywhere', async () => {
    const few = rides.slice(0, 250);
    const names = [
      'from',
      'to',
      'kind',
      'phone',
      'weekend',
      'hour',
      'from_region',
      'to_region',
      'band',
      'pair',
    ];
    const encoding = fc.record(
      {
        by: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
        shrink: fc.constantFrom(0.5, 2, 20),
        min: fc.constantFrom(1, 2, 5),
        slope: fc.constantFrom('log_miles', 'excess', 'phone'),
      },
      { requiredKeys: ['by', 'shrink'] },
    );
    const chain = fc.array(encoding, { minLength: 1, maxLength: 4 });
    const group = fc.record(
      {
        chains: fc.dictionary(fc.constantFrom('a', 'b', 'c'), chain, { minKeys: 1, noNullPrototype: true }),
        clip: fc.constantFrom(0.1, 0.5),
      },
      { requiredKeys: ['chains'] },
    );
    const groups = fc.array(group, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(groups, fc.constantFrom(1, 30, 1000, 2 ** 20), async (some, cells) => {
        const encodings = some.map((one, g) => ({ ...one, group: `group${g}` }));
        const any = recipeWith(recipeOf({ base: ['miles'], encodings, final: ['miles'] }).encodings);
        const folds = planFolds(few.length, 2);
        expect(await differenceFromNaive(few, any, folds, cells)).toBeLessThanOrEqual(ONE_STEP);
      }),
      { numRuns: 20, seed: 1 },
    );
  });
});

describe('an encoding', () => {
  const rides = makeRides(60);
  const only = (encoding: object) =>
    recipeWith(
      recipeOf({ base: ['miles'], encodings: [{ group: 'g', chains: { c: [encoding] } }], final: ['miles'] })
        .encodings,
    );

  test('is 0 for a key with fewer rows than its minimum', async () => {
    const recipe = only({ by: ['pair'], shrink: 1, min: 3 });
    const { stages, frame } = await fitRides(rides, recipe, { count: 3, judged: 3 }, 2 ** 20);
    const codes = codesOf(rides, frame, frame.encodings[0]!.key);
    const rows = (code: number) => codes.filter((other) => other === code).length;
    const table = stages.at(-1)!.tables[0]!;
    expect(codes.some((code) => rows(code) < 3)).toBe(true);
    for (const code of codes) expect(table[code] !== 0).toBe(rows(code) >= 3);
  });

  test('is a whole number of steps', async () => {
    const { stages } = await fitRides(
      rides,
      only({ by: ['from'], shrink: 1 }),
      { count: 3, judged: 3 },
      2 ** 20,
    );
    for (const value of stages.at(-1)!.tables[0]!)
      expect(value / ENCODING_STEP).toBe(Math.round(value / ENCODING_STEP));
  });

  test('tends to 0 the harder it is shrunken', async () => {
    const size = async (shrink: number) => {
      const { stages } = await fitRides(
        rides,
        only({ by: ['from'], shrink }),
        { count: 3, judged: 3 },
        2 ** 20,
      );
      return stages.at(-1)!.tables[0]!.reduce((sum, value) => sum + Math.abs(value), 0);
    };
    const [loose, firm, hard] = [await size(0.01), await size(10), await size(1e9)];
    expect(firm).toBeLessThan(loose);
    expect(hard).toBe(0);
  });
});
