import { describe, expect, test } from 'vitest';
import { evaluationSchema } from '../../pipeline/evaluate/evaluation.ts';
import { ERROR_BIN } from '../../pipeline/evaluate/scored-sums.ts';
import { makeRides, type Ride } from '../train/synthetic.ts';
import { plainModel, scoreRides } from './score-rides.ts';

const rides = makeRides(1000);
const model = plainModel(
  rides,
  ['miles', 'phone', 'one_hot(from)'],
  [2, 5, 1.25, 0, -1, 2, 0.5, 0, -0.25, 1],
);
const evaluation = await scoreRides(rides, { candidate: { model }, mean: { constant: 12.5 } });
const { metrics, calibration } = evaluation.models['candidate']!;

// Expected numbers: NumPy, test/train/expected.py, `evaluation`.
describe('metrics of a known prediction', () => {
  test('RMSE, MAE, R² and bias are those of NumPy', () => {
    expect(metrics.rows).toBe(1000);
    expect(metrics.rmse).toBeCloseTo(4.258732080576932, 5);
    expect(metrics.mae).toBeCloseTo(2.738598362967592, 5);
    expect(metrics.r2).toBeCloseTo(0.7865808391245864, 6);
    expect(metrics.bias).toBeCloseTo(-0.19443427689421605, 5);
  });

  test('the median absolute error is that of NumPy within a bin', () => {
    expect(Math.abs(metrics.medianAbsoluteError - 1.8732048894609283)).toBeLessThan(ERROR_BIN);
  });

  test.each([
    { q: '0.01', expected: -18.41567615337321 },
    { q: '0.05', expected: -7.588742681494132 },
    { q: '0.25', expected: -1.2854089734652483 },
    { q: '0.5', expected: 0.7421623887950037 },
    { q: '0.75', expected: 2.0958441000153503 },
    { q: '0.95', expected: 4.238230170387066 },
    { q: '0.99', expected: 7.000163651798035 },
  ])("the $q quantile of the error is that of NumPy's inverted CDF within a bin", ({ q, expected }) => {
    expect(Math.abs(metrics.errorQuantiles[q]! - expected)).toBeLessThanOrEqual(ERROR_BIN);
  });

  test('importance is the standard deviation of what a term adds', () => {
    const spreads = evaluation.importance.map(({ spread }) => spread);
    [6.665023222697348, 0.5816342815721921, 0.9169787006795741].forEach((expected, t) => {
      expect(spreads[t]).toBeCloseTo(expected, 5);
    });
    expect(evaluation.importance.map(({ term, group }) => [term, group])).toEqual([
      ['miles', 'direct'],
      ['phone', 'direct'],
      ['from', 'one-hot'],
    ]);
  });

  test('importance comes from every second block of rows where there are twice as many as it needs', async () => {
    const scored = { candidate: { model } };
    const { importance } = await scoreRides(rides, scored, { rowsAShard: 1000, rows: 500_000 });
    const added = rides.slice(0, 512).map(({ miles }) => 5 * miles);
    const mean = added.reduce((sum, x) => sum + x) / 512;
    const variance = added.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / 512;
    expect(importance[0]!.spread).toBeCloseTo(Math.sqrt(variance), 5);
  });

  test('calibration gives mean prediction and truth by tenth of the predictions', () => {
    expect(calibration.map(({ rows }) => rows).reduce((a, b) => a + b)).toBe(1000);
    const predicted = [
      3.3554, 4.65588, 5.83556, 7.08665, 8.66094, 10.51414, 12.56758, 15.22428, 19.33388, 25.54474,
    ];
    const actual = [
      2.8079, 3.66489, 4.53859, 6.02564, 8.09359, 10.25469, 12.95681, 15.84377, 20.688, 29.84954,
    ];
    expect(calibration).toHaveLength(10);
    for (const [t, tenth] of calibration.entries()) {
      // Tenths end with a bin of 1/16, here about four rows of a hundred.
      expect(Math.abs(tenth.rows - 100)).toBeLessThanOrEqual(6);
      expect(Math.abs(tenth.predicted - predicted[t]!)).toBeLessThan(0.15);
      expect(Math.abs(tenth.actual - actual[t]!)).toBeLessThan(0.4);
    }
  });

  test('a day and a slice have the rows and the squared error of NumPy', () => {
    const day = evaluation.days.indexOf('2021-01-05');
    expect(evaluation.total.rows[day]).toBe(33);
    expect(evaluation.total.sse['candidate']![day]).toBeCloseTo(465.4099871143895, 3);
    const { sse } = evaluation.slices['from']!['3']!;
    expect(sse['candidate']!.reduce((a, b) => a + b)).toBeCloseTo(2762.49154671567, 3);
  });
});

describe('an evaluation', () => {
  test('is a document of its schema', () => {
    expect(evaluationSchema.parse(JSON.parse(JSON.stringify(evaluation)))).toEqual(evaluation);
    expect(evaluation).toMatchObject({ rows: 1000, filtered: 7, periods: ['2021-02'] });
  });

  test('has every day once, in order', () => {
    expect(evaluation.days).toHaveLength(31);
    expect([...evaluation.days].sort()).toEqual(evaluation.days);
    expect(new Set(evaluation.days).size).toBe(31);
  });

  test.each(['candidate', 'mean'])('has squared errors by day of %s that add up to its RMSE', (name) => {
    const { rmse } = evaluation.models[name]!.metrics;
    const sum = evaluation.total.sse[name]!.reduce((a, b) => a + b);
    expect(Math.sqrt(sum / 1000)).toBeCloseTo(rmse, 12);
  });

  test.each([
    { slice: 'hour', unknown: () => false },
    { slice: 'from', unknown: () => false },
    { slice: 'band_phone', unknown: () => false },
    // Zone 9 has no region: its rows belong to no slice.
    { slice: 'region', unknown: ({ to }: Ride) => to === '9' },
  ])('has slices by $slice that add up to the total of every day, to the bit', ({ slice, unknown }) => {
    for (const [d, day] of evaluation.days.entries()) {
      const left = rides.filter(
        (ride) => unknown(ride) && new Date(ride.time).toISOString().startsWith(day),
      ).length;
      const sums = Object.values(evaluation.slices[slice]!);
      expect(sums.reduce((sum, { rows }) => sum + rows[d]!, 0)).toBe(evaluation.total.rows[d]! - left);
      if (slice === 'region') continue;
      for (const name of ['candidate', 'mean']) {
        expect(sums.reduce((sum, { sse }) => sum + sse[name]![d]!, 0)).toBe(evaluation.total.sse[name]![d]);
      }
    }
  });

  test('names slices by the values of their keys and leaves out those without rows', () => {
    expect(Object.keys(evaluation.slices['from']!)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(Object.keys(evaluation.slices['region']!).sort()).toEqual(['east', 'north', 'south']);
    expect(Object.keys(evaluation.slices['band_phone']!)).toContain('≥ 4, not phone');
  });

  test('counts residuals in bins of a unit, of which the rows add up to all', () => {
    const inside = (low: number) => evaluation.residuals.find(([edge]) => edge === low)?.[1] ?? 0;
    expect(evaluation.residuals.reduce((sum, [, rows]) => sum + rows, 0)).toBe(1000);
    // About half of the errors lie between the quartiles -1.28 and 2.10 (NumPy, above).
    expect(inside(-1) + inside(0) + inside(1)).toBeGreaterThan(350);
  });

  test('is the same however rows are spread over shards and shards over threads', async () => {
    const models = { candidate: { model }, mean: { constant: 12.5 } };
    for (const options of [
      { rowsAShard: 1000 },
      { rowsAShard: 37, lanes: 3 },
      { rowsAShard: 300, lanes: 2 },
    ]) {
      expect(await scoreRides(rides, models, options)).toEqual(evaluation);
    }
  });
});

describe('a rule that gives every row the same prediction', () => {
  const mean = evaluation.models['mean']!;

  test('has the spread of the target as its error, and no R²', () => {
    const minutes = rides.map((ride) => ride.minutes);
    const square = minutes.reduce((sum, y) => sum + (12.5 - y) * (12.5 - y), 0);
    expect(mean.metrics.rmse).toBeCloseTo(Math.sqrt(square / 1000), 5);
    expect(mean.metrics.r2).toBeLessThanOrEqual(0);
  });

  test('has one group of calibration', () => {
    expect(mean.calibration).toHaveLength(1);
    expect(mean.calibration[0]).toMatchObject({ rows: 1000, predicted: 12.5 });
  });
});

test('where most predictions are equal, the group that holds them ends several tenths, and the next is no shorter than one', async () => {
  // Six of ten rides are predicted 5, the others one by one.
  const some = makeRides(1000).map((ride, i) => ({ ...ride, miles: i < 600 ? 0.5 : 1 + (i - 600) / 100 }));
  const flat = plainModel(some, ['miles'], [0, 10]);
  const { models } = await scoreRides(some, { candidate: { model: flat } });
  expect(models['candidate']!.calibration.map(({ rows }) => rows)).toEqual([600, 100, 100, 100, 100]);
});

describe('targets of other sizes', () => {
  const scaled = (factor: number, shift: number) =>
    rides.map((ride) => ({ ...ride, minutes: ride.minutes * factor + shift }));
  const predictor = (factor: number, shift: number) =>
    plainModel(
      rides,
      ['miles', 'phone', 'one_hot(from)'],
      model.final.map((c, i) => c * factor + (i === 0 ? shift : 0)),
    );

  test.each([
    { what: 'hundreds of thousands', factor: 10_000, shift: 0 },
    { what: 'thousandths', factor: 0.0001, shift: 0 },
    { what: 'numbers far from 0', factor: 1, shift: 1_000_000 },
    { what: 'numbers below 0', factor: 1, shift: -100 },
  ])('in $what have the same metrics and calibration on their own scale', async ({ factor, shift }) => {
    const keep = [1 * factor + shift, 60 * factor + shift] as const;
    const other = await scoreRides(
      scaled(factor, shift),
      { candidate: { model: predictor(factor, shift) } },
      { keep },
    );
    const found = other.models['candidate']!;
    expect(found.metrics.rmse / factor).toBeCloseTo(4.258732080576932, 4);
    expect(found.metrics.mae / factor).toBeCloseTo(2.738598362967592, 4);
    expect(found.metrics.medianAbsoluteError / factor).toBeCloseTo(1.8732048894609283, 1);
    expect(found.metrics.r2).toBeCloseTo(0.7865808391245864, 5);
    expect(found.metrics.errorQuantiles['0.5']! / factor).toBeCloseTo(0.7421623887950037, 1);
    expect(found.calibration).toHaveLength(10);
    expect((found.calibration[9]!.predicted - shift) / factor).toBeCloseTo(25.5, 0);
    expect((found.calibration[9]!.actual - shift) / factor).toBeCloseTo(29.8, 0);
    expect(other.importance[0]!.spread / factor).toBeCloseTo(6.665023222697348, 4);
  });
});

test('rows without a time are judged on a day of their own, the last', async () => {
  const some = rides.map((ride, i) => (i % 100 === 0 ? { ...ride, time: Number.NaN } : ride));
  const { days, total, rows } = await scoreRides(some, { candidate: { model } });
  expect(days.at(-1)).toBe('unknown');
  expect(total.rows.at(-1)).toBe(10);
  expect(rows).toBe(1000);
});

test('an unseen category adds nothing to a prediction', async () => {
  const away = rides.map((ride) => ({ ...ride, from: '99' }));
  const { models } = await scoreRides(away, { candidate: { model } });
  const plain = plainModel(rides, ['miles', 'phone'], [2, 5, 1.25]);
  const { models: expected } = await scoreRides(away, { candidate: { model: plain } });
  expect(models['candidate']!.metrics).toEqual(expected['candidate']!.metrics);
});
