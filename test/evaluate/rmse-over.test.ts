import { expect, test } from 'vitest';
import { rmseOver } from '../../pipeline/evaluate/rmse-over.ts';
import { worstSlices } from '../../pipeline/evaluate/worst-slices.ts';
import { expectedLogDistances } from '../../pipeline/features/geometry.ts';
import { runInMemory } from '../train/run-in-memory.ts';
import { makeRides, makeShards, RIDES } from '../train/synthetic.ts';
import { predictRides, trainRides } from '../train/train-rides.ts';
import { plainModel, scoreRides } from './score-rides.ts';

const rides = makeRides(1000);
const model = plainModel(
  rides,
  ['miles', 'phone', 'one_hot(from)'],
  [2, 5, 1.25, 0, -1, 2, 0.5, 0, -0.25, 1],
);

test('the error over shards is that of an evaluation of the same rows, however they are spread', async () => {
  // NumPy: test/train/expected.py, `evaluation`.
  const rmse = await rmseOver(model, RIDES, runInMemory(makeShards(rides, 1000)));
  expect(rmse).toBeCloseTo(4.258732080576932, 5);
  expect(await rmseOver(model, RIDES, runInMemory(makeShards(rides, 77), 3))).toBe(rmse);
  const { models } = await scoreRides(rides, { candidate: { model } });
  expect(models['candidate']!.metrics.rmse).toBe(rmse);
});

test('before a ride, the distance that the geometry expects between its zones stands in for the measured one', async () => {
  const geometry = {
    between: ['from', 'to'],
    measured: 'log_miles',
    unless: 'second_kind',
    steps: 100,
    clusters: {},
  };
  const numbers = { detour: 'log_miles - expected' };
  const { model: spatial } = await trainRides(
    rides,
    { final: ['miles', 'detour'] },
    { features: { geometry, numbers } },
  );
  const { places } = spatial.state.geometry!;
  const table = expectedLogDistances(spatial.state.geometry!);
  const placeOf = (zone: string | null) => places.indexOf(zone!);
  const before = rides.map((ride) => ({
    ...ride,
    miles: Math.exp(table[placeOf(ride.from) * places.length + placeOf(ride.to)]!),
  }));
  const squares = predictRides(spatial, before).map((prediction, i) => (prediction - rides[i]!.minutes) ** 2);
  const expected = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / rides.length);
  const found = await rmseOver(spatial, RIDES, runInMemory(makeShards(rides, 300), 2), 'miles');
  expect(found).toBeCloseTo(expected, 5);
  expect(found).toBeGreaterThan(await rmseOver(spatial, RIDES, runInMemory(makeShards(rides, 300))));
});

test('the worst slices are those on which a model errs most, without those that are too small to tell', async () => {
  const evaluation = await scoreRides(rides, { candidate: { model }, mean: { constant: 12.5 } });
  const worst = worstSlices(evaluation, 'candidate', 100);
  const errors = worst.map(({ rmse }) => rmse['candidate']!);
  expect(errors).toEqual(errors.toSorted((a, b) => b - a));
  expect(worst.every(({ rows }) => rows >= 100)).toBe(true);
  const third = worst.find(({ slice, key }) => slice === 'from' && key === '3')!;
  // NumPy: test/train/expected.py, `evaluation`.
  const rows = rides.filter(({ from }) => from === '3').length;
  expect(third.rows).toBe(rows);
  expect(third.rmse['candidate']).toBeCloseTo(Math.sqrt(2762.49154671567 / rows), 5);
});
