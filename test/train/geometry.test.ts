import { describe, expect, test } from 'vitest';
import { expectedLogDistances } from '../../pipeline/features/geometry.ts';
import { clusterPlaces } from '../../pipeline/train/geometry/cluster-places.ts';
import { fitGeometry, type PlacePairs } from '../../pipeline/train/geometry/fit-geometry.ts';
import { placePairs } from '../../pipeline/train/geometry/place-pairs.ts';
import { PAIR_TICKS } from '../../pipeline/train/rounds/pairs.ts';
import { createLcg } from '../linalg/synthetic-design.ts';
import { runInMemory } from './run-in-memory.ts';
import { makeRides, makeShards, RIDES, stateOf } from './synthetic.ts';

const OPTIONS = { dimensions: 2, steps: 600, pairs: 20_000, clusters: {} };

/** Places on a plane of 10 × 10 miles, with the log distance between every two, driven often. */
function makePlaces(count: number) {
  const next = createLcg(11);
  const at = Array.from({ length: count }, () => [10 * next(), 10 * next()] as const);
  const all = at.flatMap((_, i) => at.flatMap((_, j) => (i === j ? [] : [[i, j] as const])));
  const distance = ([i, j]: readonly [number, number]) =>
    Math.hypot(at[i]![0] - at[j]![0], at[i]![1] - at[j]![1]);
  const pairs: PlacePairs = {
    from: Int32Array.from(all, ([i]) => i),
    to: Int32Array.from(all, ([, j]) => j),
    rows: new Float64Array(all.length).fill(50),
    measured: Float64Array.from(all, (pair) => Math.log(distance(pair))),
  };
  return { names: at.map((_, i) => `p${i}`), pairs, all, distance };
}

describe('a fitted geometry', () => {
  const { names, pairs, all, distance } = makePlaces(30);
  const geometry = fitGeometry(names, pairs, OPTIONS);
  const expected = expectedLogDistances(geometry);

  test('gives back the distances between places that lie on a plane, within a few percent', () => {
    const ratios = all
      .filter((pair) => distance(pair) > 1)
      .map(([i, j]) => Math.exp(expected[i * 30 + j]!) / distance([i, j]));
    expect(Math.min(...ratios)).toBeGreaterThan(0.93);
    expect(Math.max(...ratios)).toBeLessThan(1.07);
  });

  test('with a dimension to spare gives back distances that no rows measured, from those to other places', () => {
    const unseen = (p: number) => (all[p]![0] + all[p]![1]) % 5 !== 0;
    const kept = [...all.keys()].filter(unseen);
    const some = fitGeometry(
      names,
      {
        from: Int32Array.from(kept, (p) => pairs.from[p]!),
        to: Int32Array.from(kept, (p) => pairs.to[p]!),
        rows: Float64Array.from(kept, (p) => pairs.rows[p]!),
        measured: Float64Array.from(kept, (p) => pairs.measured[p]!),
      },
      { ...OPTIONS, dimensions: 3 },
    );
    const table = expectedLogDistances(some);
    const missing = all.filter((pair, p) => !unseen(p) && distance(pair) > 1);
    expect(missing.length).toBeGreaterThan(100);
    for (const [i, j] of missing)
      expect(Math.abs(table[i * 30 + j]! - Math.log(distance([i, j])))).toBeLessThan(0.02);
  });

  test('is as far from one place to another as back', () => {
    for (let i = 0; i < 30; i++)
      for (let j = 0; j < i; j++) expect(expected[i * 30 + j]).toBe(expected[j * 30 + i]);
  });

  test('is the same to the bit whenever it is fitted', () => {
    expect(fitGeometry(names, pairs, OPTIONS)).toEqual(geometry);
  });

  test('expects the mean measurement where a place is unknown', () => {
    const mean = pairs.measured.reduce((sum, m) => sum + m, 0) / pairs.measured.length;
    expect(geometry.typical).toBeCloseTo(mean, 12);
  });

  test('looks only at the pairs driven most, as many as it is told', () => {
    const wild = {
      ...pairs,
      rows: pairs.rows.map((n, p) => (p % 2 === 0 ? n : 1)),
      measured: pairs.measured.map((m, p) => (p % 2 === 0 ? m : 9)),
    };
    const half = Math.ceil(all.length / 2);
    const table = expectedLogDistances(fitGeometry(names, wild, { ...OPTIONS, pairs: half }));
    const errors = all.map(([i, j]) => Math.abs(table[i * 30 + j]! - Math.log(distance([i, j]))));
    expect(errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)]).toBeLessThan(0.1);
  });

  test('of places that were never driven between is finite', () => {
    const none = {
      from: new Int32Array(0),
      to: new Int32Array(0),
      rows: new Float64Array(0),
      measured: new Float64Array(0),
    };
    const still = fitGeometry(['a', 'b'], none, { ...OPTIONS, clusters: { all: 2 } });
    expect([...expectedLogDistances(still)].every(Number.isFinite)).toBe(true);
    expect(still.typical).toBe(0);
    expect(fitGeometry([], none, { ...OPTIONS, clusters: { all: 2 } }).places).toEqual([]);
  });
});

describe('clusters of places', () => {
  // Three heaps on a line, of unlike weight.
  const positions = [0, 0.1, 0.2, 10, 10.1, 10.2, 30, 30.1];
  const weight = Float64Array.of(1, 1, 1, 5, 5, 5, 2, 2);

  test('are the heaps that places lie in', () => {
    const clusters = clusterPlaces(positions, 1, weight, 3);
    expect(new Set(clusters.slice(0, 3)).size).toBe(1);
    expect(new Set(clusters.slice(3, 6)).size).toBe(1);
    expect(new Set(clusters.slice(6)).size).toBe(1);
    expect(new Set(clusters)).toEqual(new Set([0, 1, 2]));
  });

  test('begin at the heaviest place, whose cluster is the first', () => {
    expect(clusterPlaces(positions, 1, weight, 3)[3]).toBe(0);
  });

  test('are drawn towards heavy places', () => {
    // By hand: with centres 0 and 4, place 1.9 is nearer to 0 until the weight of 1.9 draws the first centre to itself.
    expect(clusterPlaces([0, 1.9, 4], 1, Float64Array.of(10, 9, 1), 2)).toEqual([0, 0, 1]);
  });

  test('are no more than there are places', () => {
    expect(new Set(clusterPlaces([0, 5], 1, Float64Array.of(1, 1), 10)).size).toBe(2);
  });

  test('of places that all lie in one spot are one', () => {
    expect(clusterPlaces([3, 3, 3], 1, Float64Array.of(1, 2, 1), 2)).toEqual([0, 0, 0]);
  });

  test('use every dimension', () => {
    const square = [0, 0, 0, 9, 9, 0, 9, 9];
    expect(new Set(clusterPlaces(square, 2, Float64Array.of(1, 1, 1, 1), 4)).size).toBe(4);
  });
});

describe('pairs of places', () => {
  test('count from two dictionaries in one numbering, without pairs that were never driven', () => {
    // From × to: a → b twice at 1 and 3, c → a once at 5.
    const table = Float64Array.of(0, 0, 2, 4 * PAIR_TICKS, 1, 5 * PAIR_TICKS, 0, 0);
    const { places, pairs } = placePairs(table, ['a', 'c'], ['a', 'b']);
    expect(places).toEqual(['a', 'c', 'b']);
    expect(pairs).toEqual({
      from: Int32Array.of(0, 1),
      to: Int32Array.of(2, 0),
      rows: Float64Array.of(2, 1),
      measured: Float64Array.of(2, 5),
    });
  });

  test('are counted over all shards, leaving out what is unknown or not to be believed', async () => {
    const rides = makeRides(500).map((ride, i) => (i % 20 === 0 ? { ...ride, to: null } : ride));
    const geometry = {
      between: ['from', 'to'],
      measured: 'log_miles',
      unless: 'phone',
      dimensions: 2,
      steps: 1,
      pairs: 9,
      clusters: {},
    };
    const contract = { columns: RIDES.columns, features: { ...RIDES.features, geometry } } as typeof RIDES;
    const features = stateOf(rides);
    const { from, to } = features.categories as { from: string[]; to: string[] };
    const table = await runInMemory(makeShards(rides, 70), 2)('pairs', { contract, features });
    const believed = rides.filter(({ to: end, riders }) => end !== null && riders !== null);
    for (const [f, start] of from.entries()) {
      for (const [t, end] of to.entries()) {
        const some = believed.filter((ride) => ride.from === start && ride.to === end);
        const cell = 2 * (f * to.length + t);
        expect(table[cell]).toBe(some.length);
        expect(table[cell + 1]! / PAIR_TICKS).toBeCloseTo(
          some.reduce((sum, { miles }) => sum + Math.log(miles), 0),
          5,
        );
      }
    }
  });
});
