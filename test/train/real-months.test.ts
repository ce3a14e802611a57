import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { rmseOver } from '../../pipeline/evaluate/rmse-over.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { Model } from '../../pipeline/model/model.ts';
import { Predictor } from '../../pipeline/model/predictor.ts';
import { createExecutor } from '../../platform/executor.ts';
import { type ModelFolder, openModelFolder } from '../../platform/model-folder.ts';
import { type PreparedData, preparePartition } from '../../platform/prepare-partition.ts';
import { trainModel } from '../../platform/run/train-model.ts';
import { createPool } from '../../platform/worker-pool.ts';
import { nycMonth } from '../ingest/nyc-contract.ts';
import { cutShards, readPartition, writePartition } from './write-partition.ts';

const root = join(import.meta.dirname, '../..');
const folder: ModelFolder = openModelFolder(root, 'nyc-green-taxi');
const cacheDir = mkdtempSync(join(tmpdir(), 'ratchet-months-'));
const here = createPool(1);
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

const prepare = (period: string): Promise<PreparedData> =>
  preparePartition({
    contract: folder.contract,
    period,
    file: nycMonth(period),
    name: period,
    cacheDir,
    pool: here,
  });
const trainOn = async (recipe: string, data: PreparedData) =>
  (await trainModel(folder, recipe, [data], here)).model;
const rmse = (model: Model, data: PreparedData) =>
  rmseOver(model, folder.contract, createExecutor(here, [data]));

let january: PreparedData;
let february: PreparedData;
let main: Model;
beforeAll(async () => {
  january = await prepare('2021-01');
  february = await prepare('2021-02');
  main = await trainOn('main', january);
});

test('January and February 2021 keep the rides of 1 to 60 minutes', () => {
  // pandas: ((df.duration >= 1) & (df.duration <= 60)).sum() of both files.
  expect([january.rows, february.rows]).toEqual([73_908, 61_921]);
});

test('the recipe trained on January errs by less than 5.17 minutes in February', async () => {
  // The better of the bars; LightGBM on the same columns errs by 5.36.
  expect(await rmse(main, february)).toBeLessThan(5.17);
});

test('it errs more before the ride, when only the distance between zones is known', async () => {
  const runRound = createExecutor(here, [february]);
  const atStart = await rmseOver(main, folder.contract, runRound, 'trip_distance');
  expect(atStart).toBeGreaterThan(5.17);
  expect(atStart).toBeLessThan(10.4735);
});

describe("the course's recipe", async () => {
  let course: Model;
  beforeAll(async () => {
    course = await trainOn('course-baseline', january);
  });

  test('errs as an exact least-squares solution does: 9.7753 in January, 10.4735 in February', async () => {
    // scikit-learn's LinearRegression with tol=1e-15, and NumPy's lstsq, on the same one-hot columns.
    expect(Math.abs((await rmse(course, january)) - 9.7753)).toBeLessThan(0.001);
    expect(Math.abs((await rmse(course, february)) - 10.4735)).toBeLessThan(0.003);
  });

  test('gives a ride of no distance between unseen zones the intercept of the solution of minimum norm', () => {
    const block: Block = {
      rows: 1,
      numbers: { trip_distance: Float64Array.of(0) },
      codes: { PULocationID: Uint16Array.of(0), DOLocationID: Uint16Array.of(0) },
      labels: { PULocationID: ['9999'], DOLocationID: ['9999'] },
    };
    const out = new Float64Array(1);
    new Predictor(course).predict(block, Uint32Array.of(0), 1, out);
    // NumPy: mean of the target less mean columns times the solution of minimum norm, by eigenvalues of centred X'X.
    expect(out[0]).toBeCloseTo(24.044519211857, 8);
  });
});

test('two threads give the model that one gives, to the bit, of the same shards', async () => {
  const shards = cutShards(readPartition(january), 5000);
  const cut = writePartition(join(cacheDir, 'cut.bin'), shards, january.columns);
  const data: PreparedData = { ...january, shards: cut.shards };
  expect(data.shards.length).toBeGreaterThan(12);
  const pool = createPool(2);
  try {
    const { model } = await trainModel(folder, 'main', [data], pool);
    const digests = [model, await trainOn('main', data)].map((one) =>
      sha256(new TextEncoder().encode(canonicalJson(one))),
    );
    expect(digests[0]).toBe(digests[1]);
  } finally {
    await pool.close();
  }
});
