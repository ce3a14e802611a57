import { describe, expect, test } from 'vitest';
import { RecipeFrame } from '../../pipeline/model/recipe-frame.ts';
import { jointParts } from '../../pipeline/train/columns/joint-key.ts';
import { planSteps } from '../../pipeline/train/encodings/steps.ts';
import { makeRides, RIDES, recipeOf, stateOf } from './synthetic.ts';

const state = stateOf(makeRides(500));

const frameOf = (encodings: object[]) =>
  new RecipeFrame(RIDES, state, recipeOf({ base: ['miles'], encodings, final: ['miles'] }));

/** One chain of encodings by the given keys. */
const chain = (...keys: string[][]) => [{ group: 'g', chains: { c: keys.map((by) => ({ by, shrink: 1 })) } }];

describe('the joint key of encodings', () => {
  // 7 zones from, 7 to, 3 regions, 24 hours, 2 of weekend, 336 half-hours of the week, 4 bands.
  test.each([
    { keys: [['from']], parts: ['from'], why: 'one key is itself' },
    { keys: [['from'], ['from_region']], parts: ['from'], why: 'a zone tells its region' },
    { keys: [['from_region']], parts: ['from_region'], why: 'a region alone has fewer values than zones' },
    {
      keys: [['weekend', 'hour']],
      parts: ['weekend', 'hour'],
      why: '48 cells are fewer than 336 half-hours',
    },
    { keys: [['pair']], parts: ['from', 'to'], why: 'a pair is told by its two ends' },
    {
      keys: [['pair'], ['from_region', 'to']],
      parts: ['from', 'to'],
      why: 'so is everything else about the ends',
    },
    { keys: [['band', 'phone']], parts: ['band', 'phone'], why: 'unrelated keys stand side by side' },
  ])('of $keys is made of $parts: $why', ({ keys, parts }) => {
    const { encodings } = frameOf(chain(...keys));
    expect(new Set(jointParts(encodings).map(({ label }) => label.replace(/\(.*/, '')))).toEqual(
      new Set(
        parts.map(
          (part) => ({ from_region: 'lookup', weekend: 'weekend', hour: 'hour', band: 'cut' })[part] ?? part,
        ),
      ),
    );
  });
});

describe('passes', () => {
  const zones = chain(['from'], ['to'], ['from', 'to_region'], ['pair'], ['hour']);

  test('take as many encodings of a chain as their cells have room for', () => {
    const passes = (maxCells: number) =>
      planSteps(frameOf(zones), maxCells).map(({ chains }) => chains[0]!.encodings);
    // 7 × 7 zones are 49 cells; with 24 hours 1176.
    expect(passes(2000)).toEqual([[0, 1, 2, 3, 4]]);
    expect(passes(1175)).toEqual([[0, 1, 2, 3], [4]]);
    expect(passes(49)).toEqual([[0, 1, 2, 3], [4]]);
    expect(passes(48)).toEqual([[0], [1], [2], [3], [4]]);
  });

  test('take the next run of every chain of a group, until the longest has ended', () => {
    const encodings = [
      { group: 'a', chains: { one: zones[0]!.chains.c, two: [{ by: ['kind'], shrink: 1 }] } },
      { group: 'b', chains: { three: [{ by: ['hour'], shrink: 1 }] } },
    ];
    const steps = planSteps(frameOf(encodings), 49);
    expect(steps).toEqual([
      {
        group: 'a',
        chains: [
          { chain: 'one', encodings: [0, 1, 2, 3] },
          { chain: 'two', encodings: [5] },
        ],
      },
      { group: 'a', chains: [{ chain: 'one', encodings: [4] }] },
      { group: 'b', chains: [{ chain: 'three', encodings: [6] }] },
    ]);
  });

  test('of a recipe without encodings are none', () => {
    expect(planSteps(frameOf([]))).toEqual([]);
  });
});
