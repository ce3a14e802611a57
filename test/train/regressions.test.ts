import { describe, expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import type { FoldPlan } from '../../pipeline/train/fold-blocks.ts';
import { solveBase } from '../../pipeline/train/regression/solve-base.ts';
import { runInMemory } from './run-in-memory.ts';
import { makeRides, makeShards, RIDES, type Ride, recipeOf, stateOf } from './synthetic.ts';
import { predictRides, rmseOf, trainRides } from './train-rides.ts';

const rides = makeRides(2000);

// Expected numbers: NumPy, test/train/expected.py, `base`.
describe('the base regression', () => {
  const recipe = recipeOf({
    scale: 'log1p',
    weight: 'exp(0.35 * log_miles)',
    base: ['log_miles', 'phone', 'log_hinges(log_miles, 2)'],
    final: ['miles'],
  });

  async function solve(folds: FoldPlan) {
    const state = { contract: RIDES, target: 'minutes', recipe, features: stateOf(rides), folds };
    const statistic = await runInMemory(makeShards(rides, 300), 3)('base', state);
    return solveBase(statistic, folds, ['log_miles', 'phone', 'hinge']);
  }

  test('of every model is the weighted least squares of NumPy on the rows outside its fold', async () => {
    const { stages, unit } = await solve({ count: 3, judged: 3 });
    const expected = [
      [2.067361903849349, 0.6805528729860529, 0.13665324586728567, 0.30491497876634105],
      [2.067631088036164, 0.6646446475322554, 0.11423625364577517, 0.3560978472023162],
      [2.051853997537974, 0.6582894249602997, 0.15981140782610623, 0.34822653036852325],
      [2.06241059071313, 0.6678730338305217, 0.1371095147606478, 0.3362039434865236],
    ];
    expect(stages).toHaveLength(4);
    for (const [model, { base }] of stages.entries()) {
      for (const [c, coefficient] of base.entries()) expect(coefficient).toBeCloseTo(expected[model]![c]!, 9);
    }
    // The power of two next above the weighted spread of log(minutes + 1), 0.67997.
    expect(unit).toBe(1);
  });

  test('is taught by one other fold where one of many is set aside', async () => {
    const { stages } = await solve({ count: 16, judged: 1 });
    const expected = [2.0631623528095204, 0.6481709539505768, 0.1956806050341282, 0.3976584630640749];
    expect(stages).toHaveLength(1);
    for (const [c, coefficient] of stages[0]!.base.entries())
      expect(coefficient).toBeCloseTo(expected[c]!, 9);
  });
});

// Expected numbers: scikit-learn and NumPy, test/train/expected.py, `plain`.
describe('a plain recipe', () => {
  const features = { numbers: { yards: '1000 * miles' } };

  test('of numbers has the coefficients of scikit-learn', async () => {
    const { model } = await trainRides(rides, { final: ['yards', 'phone'] }, { features });
    const expected = [0.22060355198013326, 0.006259056589841825, 1.8485605427042235];
    expect(model.final).toHaveLength(3);
    for (const [c, coefficient] of model.final.entries()) expect(coefficient).toBeCloseTo(expected[c]!, 9);
  });

  describe('with one-hot keys', async () => {
    const { model, targetMean } = await trainRides(
      rides,
      { final: ['yards', 'phone', 'one_hot(from)', 'one_hot(to)'] },
      { features },
    );

    test('has the intercept and the coefficients of minimum norm on centred columns of NumPy', () => {
      const expected = [
        0.19070829829946767, 0.006266824866347192, 1.8582507998572497, -0.5875477023200135,
        -0.6875934227417467, -0.21320054641588776, 0.40952396673877295, -0.006003815927313222,
        0.246703295734098, 0.8381182249320918, -1.8003236748581761, 0.11975088612852178, 2.029934215019145,
        -1.2515891429045536, 0.5118880025099241, 1.9381870558758783, -1.5478473417707383,
      ];
      expect(model.final).toHaveLength(17);
      for (const [c, coefficient] of model.final.entries()) expect(coefficient).toBeCloseTo(expected[c]!, 9);
    });

    test('predicts what scikit-learn predicts', () => {
      const expected = [
        4.126036538645871, 10.184135710164577, 0.512667324237972, 16.76824385053186, 12.197458433432743,
      ];
      for (const [i, prediction] of predictRides(model, rides.slice(0, 5)).entries())
        expect(prediction).toBeCloseTo(expected[i]!, 9);
      expect(rmseOf(model, rides)).toBeCloseTo(3.4896956659408236, 9);
    });

    test('gives an unseen zone the intercept alone', () => {
      const ride = { ...rides[0]!, from: '99', to: '99', riders: 1, miles: 2 };
      expect(predictRides(model, [ride])[0]).toBeCloseTo(
        0.19070829829946767 + 2000 * 0.006266824866347192,
        9,
      );
    });

    test('knows the mean of the target', () => {
      expect(targetMean).toBeCloseTo(rides.reduce((sum, { minutes }) => sum + minutes, 0) / 2000, 12);
    });
  });

  test('gives the same predictions in any unit of a column', async () => {
    const { model: small } = await trainRides(rides, { final: ['miles', 'one_hot(to)'] });
    const inches = { numbers: { inches: '63360000 * miles' } };
    const { model: large } = await trainRides(
      rides,
      { final: ['inches', 'one_hot(to)'] },
      { features: inches },
    );
    const expected = predictRides(small, rides);
    for (const [i, prediction] of predictRides(large, rides).entries())
      expect(prediction).toBeCloseTo(expected[i]!, 7);
  });

  test.each([
    { what: 'a column twice', final: ['miles', 'miles'], like: ['miles'] },
    { what: 'a column and its double', final: ['miles', '2 * miles'], like: ['miles'] },
    { what: 'a constant column', final: ['miles', '7'], like: ['miles'] },
    { what: 'a column of zeros', final: ['miles', '0 * miles'], like: ['miles'] },
    {
      what: 'a constant column beside one-hot keys',
      final: ['miles', '7', 'one_hot(from)'],
      like: ['miles', 'one_hot(from)'],
    },
    {
      what: 'a key twice',
      final: ['one_hot(from)', 'one_hot(from)', 'miles'],
      like: ['one_hot(from)', 'miles'],
    },
    {
      what: 'a key and what is looked up by it',
      final: ['one_hot(from)', 'one_hot(from_region)'],
      like: ['one_hot(from)'],
    },
    { what: 'a flag and its opposite', final: ['phone', '1 - phone', 'miles'], like: ['phone', 'miles'] },
  ])('with $what predicts as without', async ({ final, like }) => {
    const [{ model }, { model: without }] = [
      await trainRides(rides, { final }),
      await trainRides(rides, { final: like }),
    ];
    const expected = predictRides(without, rides);
    for (const [i, prediction] of predictRides(model, rides).entries())
      expect(prediction).toBeCloseTo(expected[i]!, 6);
  });
});

/** Base, encodings and last regression, over all the words of the vocabulary that a small recipe has room for. */
const FULL = {
  scale: 'log1p',
  weight: 'exp(0.35 * log_miles)',
  base: ['log_miles', 'phone', 'log_hinges(log_miles, 2)'],
  encodings: [
    { group: 'time', chains: { time: [{ by: ['hour'], shrink: 10 }] } },
    {
      group: 'zone',
      clip: 0.5,
      chains: {
        zone: [
          { by: ['from'], shrink: 5 },
          { by: ['pair'], shrink: 3 },
        ],
        slope: [{ by: ['to'], slope: 'log_miles', shrink: 5 }],
      },
    },
  ],
  final: ['phone', 'prediction', 'hinges(prediction, 5, 20)', 'base_prediction', 'encodings'],
};

describe.each([
  { recipe: FULL, name: 'a full recipe' },
  { recipe: { final: ['miles', 'one_hot(from)'] }, name: 'a plain recipe' },
])('$name of degenerate data', ({ recipe }) => {
  test('of one row predicts that row', async () => {
    const [ride] = rides;
    const { model } = await trainRides([ride!], recipe);
    expect(predictRides(model, [ride!])[0]).toBeCloseTo(ride!.minutes, 5);
  });

  test.each([0.5, 30, 59])('of a target that is always %d predicts that', async (minutes) => {
    const same: Ride[] = rides.slice(0, 300).map((ride) => ({ ...ride, minutes }));
    const { model } = await trainRides(same, recipe);
    for (const prediction of predictRides(model, rides.slice(300, 400)))
      expect(prediction).toBeCloseTo(minutes, 5);
  });

  test('of columns that never change predicts the mean', async () => {
    const still = { ...rides[0]!, miles: 3 };
    const same: Ride[] = rides.slice(0, 300).map(({ minutes, hash }) => ({ ...still, minutes, hash }));
    const mean = same.reduce((sum, { minutes }) => sum + minutes, 0) / 300;
    const { model } = await trainRides(same, recipe);
    expect(predictRides(model, [still])[0]).toBeCloseTo(mean, 1);
  });
});

describe('numbers that are none', () => {
  test.each([
    { recipe: { final: ['miles', 'log(miles - 100)'] }, names: 'log(miles - 100)' },
    { recipe: { ...FULL, base: ['log_miles', 'log(phone)'] }, names: 'log(phone)' },
    { recipe: { ...FULL, weight: 'log(miles - 100)' }, names: 'the weight' },
  ])('are an error that names $names', async ({ recipe, names }) => {
    const failure = await trainRides(rides.slice(0, 200), recipe).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RatchetError);
    expect(failure).toMatchObject({ code: 'numeric', message: expect.stringContaining(names) });
  });

  test.each([
    { slope: 'sqrt(0 - miles)', why: 'NaN' },
    { slope: '1000000 * miles', why: 'too large for exact sums' },
  ])('or are too large are an error that names the encoding: $why', async ({ slope }) => {
    const encodings = [{ group: 'g', chains: { c: [{ by: ['from'], slope: 'wild', shrink: 1 }] } }];
    const training = trainRides(rides, { ...FULL, encodings }, { features: { numbers: { wild: slope } } });
    await expect(training).rejects.toThrow('the encoding by from · wild');
  });

  test('in a column of the data count as 0', async () => {
    const some = rides.slice(0, 500).map((ride, i) => (i % 10 === 0 ? { ...ride, riders: null } : ride));
    const { model } = await trainRides(some, { final: ['riders', 'miles'] });
    const zeros = some.map((ride) => ({ ...ride, riders: ride.riders ?? 0 }));
    expect((await trainRides(zeros, { final: ['riders', 'miles'] })).model.final).toEqual(model.final);
  });
});

describe('keys that would take more room than there is', () => {
  const many = Array.from({ length: 9000 }, (_, i) => String(i));
  const state = { ...stateOf(rides), categories: { from: many, to: many, kind: ['1', '2'] } };

  test('for an encoding are an error that names it', async () => {
    const encodings = [{ group: 'g', chains: { c: [{ by: ['pair'], shrink: 1 }] } }];
    await expect(trainRides(rides, { ...FULL, encodings }, { state })).rejects.toThrow(
      'the encoding by pair has 81000000 keys',
    );
  });

  test('for one-hot columns are an error that names them', async () => {
    await expect(trainRides(rides, { final: ['one_hot(from)'] }, { state })).rejects.toThrow(
      'one_hot(from) has 9000 columns',
    );
  });
});
