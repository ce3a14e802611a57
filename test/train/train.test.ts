import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { BLOCK_ROWS } from '../../pipeline/features/node.ts';
import type { PreparedColumn } from '../../pipeline/ingest/prepared.ts';
import { modelSchema } from '../../pipeline/model/model.ts';
import { Predictor } from '../../pipeline/model/predictor.ts';
import type { RoundMemory } from '../../pipeline/train/round.ts';
import { createExecutor } from '../../platform/executor.ts';
import { ShardMemory } from '../../platform/shard-memory.ts';
import { createPool } from '../../platform/worker-pool.ts';
import { createLcg } from '../linalg/synthetic-design.ts';
import { makeRides, makeShards, type Ride } from './synthetic.ts';
import { rmseOf, trainRides } from './train-rides.ts';
import { writePartition } from './write-partition.ts';

const folder = mkdtempSync(join(tmpdir(), 'ratchet-train-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rides = makeRides(4000, 3);
const later = makeRides(4000, 4);

const BASE = { scale: 'log1p', weight: 'exp(0.35 * log_miles)', base: ['log_miles', 'phone'] };
const TIME = {
  group: 'time',
  chains: {
    time: [
      { by: ['hour'], shrink: 20 },
      { by: ['weekend', 'hour'], shrink: 20 },
    ],
  },
};
const ZONES = {
  group: 'zone',
  clip: 0.5,
  chains: {
    from: [
      { by: ['from'], shrink: 10 },
      { by: ['pair'], shrink: 4 },
    ],
    slope: [
      { by: ['to'], slope: 'log_miles', shrink: 5 },
      { by: ['kind', 'band'], shrink: 5 },
    ],
  },
};
const LATE = { group: 'late', clip: 0.4, chains: { late: [{ by: ['from', 'phone'], shrink: 5 }] } };
const FULL = {
  ...BASE,
  encodings: [TIME, ZONES, LATE],
  final: [
    'phone',
    'prediction',
    'hinges(prediction, 5, 20)',
    'prediction * phone',
    'encodings',
    'one_hot(kind)',
  ],
};
const GEOMETRY = {
  between: ['from', 'to'],
  measured: 'log_miles',
  unless: 'second_kind',
  clusters: { near: 3 },
};
const SPATIAL = {
  ...FULL,
  encodings: [
    ...FULL.encodings,
    { group: 'cluster', chains: { c: [{ by: ['from_near', 'to_near'], shrink: 5 }] } },
  ],
};

describe('a training', () => {
  test('gives a model of its schema, with a table for each encoding', async () => {
    const { model, passes } = await trainRides(rides, FULL);
    expect(modelSchema.parse(JSON.parse(canonicalJson(model)))).toEqual(model);
    expect(model.encodings.map(({ label }) => label)).toEqual([
      'hour',
      'weekend × hour',
      'from',
      'pair',
      'to · log_miles',
      'kind × band',
      'from × phone',
    ]);
    // Base, a pass for each of three groups, last regression.
    expect(passes).toBe(5);
  });

  test('gives predictions that are the sum of a constant and what each term adds', async () => {
    const { model } = await trainRides(rides, FULL);
    const predictor = new Predictor(model);
    const [shard] = makeShards(rides.slice(0, 100), 100);
    const [sum, prediction] = [new Float64Array(BLOCK_ROWS), new Float64Array(BLOCK_ROWS)];
    predictor.predict(
      shard!,
      Uint32Array.from({ length: 100 }, (_, i) => i),
      100,
      prediction,
    );
    sum.fill(predictor.constant);
    for (const term of predictor.terms) term.add(sum, 100);
    for (let i = 0; i < 100; i++) expect(sum[i]).toBeCloseTo(prediction[i]!, 9);
    const groups = predictor.terms.map(({ group }) => group);
    expect(groups).toEqual([
      ...new Array(5).fill('direct'),
      'time',
      'time',
      'zone',
      'zone',
      'zone',
      'zone',
      'late',
      'one-hot',
    ]);
  });

  test('errs less on rides it has not seen than its base, and that less than the mean', async () => {
    const error = async (recipe: object) => rmseOf((await trainRides(rides, { ...recipe })).model, later);
    const [full, base, mean] = [
      await error(FULL),
      await error({ ...BASE, final: ['base_prediction'] }),
      await error({ final: ['0 * miles'] }),
    ];
    expect(full).toBeLessThan(base);
    expect(base).toBeLessThan(mean);
  });

  test('does not depend on the order in which chains are written', async () => {
    const { from, slope } = ZONES.chains;
    const turned = { ...FULL, encodings: [TIME, { ...ZONES, chains: { slope, from } }, LATE] };
    const [a, b] = [await trainRides(rides, FULL), await trainRides(rides, turned)];
    expect(canonicalJson(b.model)).toBe(canonicalJson(a.model));
  });
});

describe('the same shards give the same model to the bit', () => {
  const options = { features: { geometry: GEOMETRY }, rowsAShard: 100 };

  test.each([2, 3, 7])('spread over %d threads', async (lanes) => {
    const one = await trainRides(rides, SPATIAL, options);
    const many = await trainRides(rides, SPATIAL, { ...options, lanes });
    expect(canonicalJson(many.model)).toBe(canonicalJson(one.model));
    expect(many.targetMean).toBe(one.targetMean);
  });

  test.each([
    { what: 'always', memory: () => new ShardMemory().of('rides') },
    { what: 'for some shards only', memory: () => forgetful((shard) => shard % 3 === 0) },
    { what: 'most of the time', memory: lossy },
  ])('whether rounds remember columns $what or never', async ({ memory }) => {
    const without = await trainRides(rides, SPATIAL, options);
    const kept = await trainRides(rides, SPATIAL, { ...options, lanes: 2, memory });
    expect(canonicalJson(kept.model)).toBe(canonicalJson(without.model));
  });

  test('on real worker threads, with many folds as with few', async () => {
    const columns: PreparedColumn[] = [
      ...['time', 'miles', 'minutes'].map((name) => ({ name, storage: 'float64' as const })),
      ...['from', 'to', 'kind'].map((name) => ({ name, storage: 'uint16' as const })),
      { name: 'riders', storage: 'null-flag' as const },
    ];
    const partition = writePartition(join(folder, 'rides.bin'), makeShards(rides, 100), columns);
    const pool = createPool(2);
    try {
      for (const rows of [4000, 600_000, 4_000_000]) {
        const here = await trainRides(rides, SPATIAL, { ...options, rows });
        const there = await trainRides(rides, SPATIAL, {
          ...options,
          rows,
          runRound: createExecutor(pool, [partition]),
        });
        expect(canonicalJson(there.model)).toBe(canonicalJson(here.model));
      }
    } finally {
      await pool.close();
    }
  });
});

/** A memory that keeps some shards only. */
function forgetful(likes: (shard: number) => boolean): RoundMemory {
  const memory = new ShardMemory().of('rides');
  return { ...memory, keep: (shard, bytes) => (likes(shard) ? memory.keep(shard, bytes) : undefined) };
}

/** A memory that loses a shard now and then, as a thread does that had to be started anew. */
function lossy(): RoundMemory {
  const memory = new ShardMemory().of('rides');
  let asked = 0;
  return { ...memory, recall: (shard) => (asked++ % 5 === 0 ? undefined : memory.recall(shard)) };
}

describe('cross-fitting', () => {
  /** A key that says nothing, with three rides or so to each of its values. */
  const noisy = (some: readonly Ride[], seed: number): Ride[] => {
    const next = createLcg(seed);
    return some.map((ride) => ({ ...ride, kind: `k${Math.floor(next() * 1300)}` }));
  };

  test('leaks nothing: a key of pure noise costs less than 2 % of the error, and looks no better than it is', async () => {
    const [seen, unseen] = [noisy(rides, 5), noisy(later, 6)];
    const noise = { group: 'noise', chains: { noise: [{ by: ['kind'], shrink: 1 }] } };
    const plain = { ...BASE, encodings: [TIME, ZONES], final: ['prediction', 'encodings'] };
    const [{ model: without }, { model: withNoise }] = [
      await trainRides(seen, plain),
      await trainRides(seen, { ...plain, encodings: [TIME, ZONES, noise] }),
    ];
    expect(rmseOf(withNoise, unseen)).toBeLessThan(1.02 * rmseOf(without, unseen));
    // The prediction holds the key with weight 1: the last regression takes it back. Had a leak let the key explain the
    // rows that it was fitted on, it would have added to it.
    expect(Math.abs(1 + withNoise.final.at(-1)!)).toBeLessThan(0.4);
  });

  test('gives a key that matters its full weight', async () => {
    const { model } = await trainRides(rides, {
      ...BASE,
      encodings: [ZONES],
      final: ['prediction', 'encodings'],
    });
    // The prediction already holds the encodings; what the last regression adds to them is a correction.
    expect(Math.abs(model.final[1]! - 1)).toBeLessThan(0.2);
  });
});
