import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../pipeline/contract/schema.ts';
import { shardLayout } from '../../pipeline/ingest/prepared-columns.ts';
import { readShard } from '../../pipeline/ingest/shard-reader.ts';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import { type PreparedData, preparePartition } from '../../platform/prepare-partition.ts';
import { createPool, type Pool } from '../../platform/worker-pool.ts';
import { NYC, nycMonth } from '../ingest/nyc-contract.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { errorOf } from './error-of.ts';
import { temporaryFolders } from './temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/parquet');
const folder = temporaryFolders();
const alone = createPool(1);
const threads = createPool(2);
afterAll(() => threads.close());

interface Choice {
  readonly contract?: Contract;
  readonly period?: string;
  readonly pool?: Pool;
  readonly progress?: (done: number, total: number | undefined) => void;
}

function prepare(
  file: string,
  cacheDir: string,
  { contract = NYC, period = '2021-01', pool = alone, ...rest }: Choice = {},
) {
  return preparePartition({ contract, period, file, name: file.split('/').at(-1)!, cacheDir, pool, ...rest });
}

const prepareRides = (file: string, cacheDir: string, choice: Choice = {}) =>
  prepare(join(FIXTURES, file), cacheDir, { contract: RIDES, ...choice });

/** Every prepared row, as text, with what a shard stores of it. */
function rowsOf({ shards, columns }: PreparedData): string[] {
  return shards.flatMap(({ file, offset, rows, labels }) => {
    const { bytes } = shardLayout(columns, rows);
    const shard = new Uint8Array(readFileSync(file)).slice(offset, offset + bytes);
    const block = readShard(shard, columns, labels, rows);
    return Array.from({ length: rows }, (_, i) =>
      [
        ...Object.values(block.numbers).map((values) => values[i]),
        ...Object.entries(block.codes).map(([name, codes]) => block.labels[name]![codes[i]!]),
        block.hashes[i],
      ].join(),
    );
  });
}

describe('a real month', () => {
  // Row counts by pandas: (dropoff - pickup).between(1 min, 60 min).
  for (const [period, kept, read] of [
    ['2021-01', 73_908, 76_518],
    ['2021-02', 61_921, 64_572],
    ['2021-03', 80_372, 83_827],
  ] as const) {
    it(`keeps ${kept} of the ${read} rows of ${period}`, async () => {
      const partition = await prepare(nycMonth(period), folder(), { period });
      expect([partition.rows, partition.filtered, partition.source.rows]).toEqual([kept, read - kept, read]);
      expect(partition.shards.reduce((sum, { rows }) => sum + rows, 0)).toBe(kept);
    });
  }

  it('has the violations, duplicates and nulls that pandas finds in it', async () => {
    const { statistics } = await prepare(nycMonth('2021-01'), folder());
    const found = NYC.checks.map((check, i) => [Object.values(check)[0], statistics.tallies[i]?.count]);
    expect(found).toContainEqual(['passenger_count', 36_047]);
    expect(found).toContainEqual(['trip_distance', 63]);
    expect(found).toContainEqual(['pickup_datetime', 3]);
    // pandas: rides.duplicated().sum() over the contract's columns, and the index of the first.
    expect(statistics.duplicates).toMatchObject({ count: 128, exact: true });
    expect(statistics.duplicates!.samples[0]).toEqual({ row: 6, value: 'the same as row 5' });
  });

  it('stores of every kept row its values, and its minutes', async () => {
    const partition = await prepare(nycMonth('2021-01'), folder());
    const durations = new FloatHistogram();
    for (const row of rowsOf(partition)) durations.addOne(Number(row.split(',')[2]));
    expect(durations.count).toBe(73_908);
    // pandas: the median of the kept rows is 14.0 min.
    expect(Math.abs(durations.quantile(0.5) / 14 - 1)).toBeLessThan(1 / 32);
  });

  it('gives the same files on two threads as on one', async () => {
    const [one, two] = await Promise.all([
      prepare(nycMonth('2021-02'), folder(), { period: '2021-02' }),
      prepare(nycMonth('2021-02'), folder(), { period: '2021-02', pool: threads }),
    ]);
    const bytesOf = ({ shards }: PreparedData) => readFileSync(shards[0]!.file);
    expect(bytesOf(two).equals(bytesOf(one))).toBe(true);
    expect({ ...two, shards: [] }).toEqual({ ...one, shards: [] });
  });
});

describe('the cache', () => {
  it('is used for the same bytes and contract, wherever the file lies', async () => {
    const cache = folder();
    const first = await prepareRides('same/plain.parquet', cache);
    const copy = join(folder(), 'copy_2021-01.parquet');
    cpSync(join(FIXTURES, 'same/plain.parquet'), copy);
    let prepared = false;
    const second = await prepare(copy, cache, { contract: RIDES, progress: () => (prepared = true) });
    expect(prepared).toBe(false);
    expect(second).toEqual({ ...first, source: { ...first.source, file: 'copy_2021-01.parquet' } });
  });

  it('is not used for other bytes, another period, or a contract that differs in what is read or checked', async () => {
    const cache = folder();
    await prepareRides('same/plain.parquet', cache);
    await prepareRides('same/int32-snappy.parquet', cache);
    await prepareRides('same/plain.parquet', cache, { period: '2021-02' });
    const keep: [number, number] = [1, 30];
    await prepareRides('same/plain.parquet', cache, {
      contract: { ...RIDES, target: { ...RIDES.target, keep } },
    });
    const checks: Contract['checks'] = [{ nulls: 'miles', max_share: 0, severity: 'error' }];
    await prepareRides('same/plain.parquet', cache, { contract: { ...RIDES, checks } });
    expect(readdirSync(cache)).toHaveLength(5);
  });

  it('is used for a contract that differs in what does not matter to it', async () => {
    const cache = folder();
    await prepareRides('same/plain.parquet', cache);
    await prepareRides('same/plain.parquet', cache, {
      contract: { ...RIDES, title: 'Other', limits: ['None'] },
    });
    expect(readdirSync(cache)).toHaveLength(1);
  });

  const damages: [what: string, damage: (folder: string) => void][] = [
    ['a part is shorter than it should be', (dir) => truncateSync(join(dir, 'part-0.bin'), 8)],
    ['the index was cut off', (dir) => truncateSync(join(dir, 'index.json'), 20)],
    [
      'the index is of another key',
      (dir) => {
        const path = join(dir, 'index.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"key":"sha256:./, '"key":"sha256:x'));
      },
    ],
  ];
  for (const [what, damage] of damages) {
    it(`is made anew when ${what}`, async () => {
      const cache = folder();
      const first = await prepareRides('same/plain.parquet', cache);
      damage(join(cache, readdirSync(cache)[0]!));
      expect(await prepareRides('same/plain.parquet', cache)).toEqual(first);
      expect(rowsOf(await prepareRides('same/plain.parquet', cache))).toHaveLength(4);
    });
  }

  it('holds nothing of a run that failed', async () => {
    const cache = folder();
    const damaged = readFileSync(nycMonth('2021-01'));
    damaged.fill(0xff, 1000, 300_000);
    const file = join(folder(), 'damaged_2021-01.parquet');
    writeFileSync(file, damaged);
    for (const pool of [alone, threads]) {
      const error = await errorOf(() => prepare(file, cache, { pool }));
      expect([error.code, error.exitCode, error.file]).toEqual(['data', 3, 'damaged_2021-01.parquet']);
      expect(error.message).toContain('its pages are damaged');
      expect(readdirSync(cache)).toEqual([]);
    }
    // The next file is read as if nothing had been.
    expect((await prepare(nycMonth('2021-01'), cache)).rows).toBe(73_908);
  });

  it('is rid of what a killed run left behind hours ago, and leaves alone what another run is making', async () => {
    const cache = folder();
    for (const [name, hours] of [
      ['old.partial', 7],
      ['new.partial', 1],
    ] as const) {
      mkdirSync(join(cache, name));
      const then = Date.now() / 1000 - hours * 3600;
      utimesSync(join(cache, name), then, then);
    }
    await prepareRides('same/plain.parquet', cache);
    expect(readdirSync(cache)).toHaveLength(2);
    expect(readdirSync(cache)).toContain('new.partial');
  });

  it('that cannot be written is said so, with its path', async () => {
    const cache = join(folder(), 'a-file');
    writeFileSync(cache, '');
    const error = await errorOf(() => prepareRides('same/plain.parquet', join(cache, 'cache')));
    expect(error.code).toBe('io');
    expect(error.message).toContain(`${join(cache, 'cache')} cannot be written`);
    expect(existsSync(join(cache, 'cache'))).toBe(false);
  });
});

describe('a small file', () => {
  it('of one row is one shard of one row', async () => {
    const { rows, filtered, shards } = await prepareRides('one-row.parquet', folder());
    expect([rows, filtered, shards.map((shard) => shard.rows)]).toEqual([1, 0, [1]]);
  });

  it('whose rows are all filtered out, or which has none, has no shards, and statistics of what was read', async () => {
    const none = await prepareRides('no-rows.parquet', folder());
    expect([none.rows, none.filtered, none.shards, none.statistics.rows]).toEqual([0, 0, [], 0]);
    const target = { ...RIDES.target, keep: [1000, 2000] as [number, number] };
    const all = await prepareRides('same/plain.parquet', folder(), { contract: { ...RIDES, target } });
    expect([all.rows, all.filtered, all.shards, all.statistics.rows]).toEqual([0, 6, [], 6]);
  });

  it('keeps NaN and infinities out of nothing but the target', async () => {
    const partition = await prepareRides('not-finite.parquet', folder());
    // Of the six rides, those of 3.93, 30.02, 10 and 10 minutes last between one and sixty; one has no pickup time.
    expect(partition.rows).toBe(4);
    expect(rowsOf(partition).map((row) => row.split(',')[1])).toEqual(
      expect.arrayContaining(['NaN', 'Infinity', '1e+308', '2']),
    );
  });

  it('is the same read as CSV, but for its schema', async () => {
    const csv = join(folder(), 'rides.csv');
    writeFileSync(
      csv,
      'lpep_pickup,dropoff,zone,kind,miles,riders\n2021-01-01 00:15:56,2021-01-01 00:19:52,43,street,1.25,1\n',
    );
    const [text, parquet] = await Promise.all([
      prepare(csv, folder(), { contract: RIDES, pool: threads }),
      prepareRides('one-row.parquet', folder()),
    ]);
    expect(rowsOf(text)).toEqual(rowsOf(parquet));
    expect(text.statistics).toEqual(parquet.statistics);
    expect(text.source.schemaDigest).not.toBe(parquet.source.schemaDigest);
  });
});

it('violations of the schema stop before anything is written, with all of them', async () => {
  const cache = folder();
  for (const pool of [alone, threads]) {
    const error = await errorOf(() => prepareRides('wrong-types.parquet', cache, { pool }));
    expect(error.code).toBe('schema');
    expect(error.message.split('\n')).toHaveLength(2);
  }
  expect(readdirSync(cache)).toEqual([]);
});

it('progress tells rows done of rows in all', async () => {
  const seen: [number, number | undefined][] = [];
  await prepare(nycMonth('2021-01'), folder(), { progress: (done, total) => seen.push([done, total]) });
  expect(seen).toEqual([[76_518, 76_518]]);
});
