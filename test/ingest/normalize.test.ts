import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readColumns } from './read-block.ts';
import { RIDES } from './rides-contract.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/parquet');

/** The rides as test/fixtures/parquet/make.py writes them down. */
const SIX_RIDES = {
  pickup: [
    Date.UTC(2021, 0, 1, 0, 15, 56),
    Date.UTC(2021, 0, 31, 23, 59, 59),
    Date.UTC(2021, 0, 15, 12),
    Date.UTC(2021, 0, 15, 12),
    Number.NaN,
    Date.UTC(2009, 0, 1, 0, 5, 8),
  ],
  dropoff: [
    Date.UTC(2021, 0, 1, 0, 19, 52),
    Date.UTC(2021, 1, 1, 0, 30),
    Date.UTC(2021, 0, 15, 12, 0, 30),
    Date.UTC(2021, 0, 15, 12, 10),
    Date.UTC(2021, 0, 2),
    Date.UTC(2009, 0, 1, 0, 15, 8),
  ],
  zone: ['43', '265', '74', '74', '1', ''],
  kind: ['street', 'phone', 'street', '', 'phone', 'street'],
  miles: [1.25, 12, 0, 2.5, Number.NaN, 3],
  riders: [1, 2, Number.NaN, Number.NaN, 5, 1],
};

describe('the same rides give the same block', () => {
  for (const file of readdirSync(join(FIXTURES, 'same'))) {
    it(`written as ${file}`, async () => {
      expect(await readColumns(RIDES, join(FIXTURES, 'same', file))).toEqual(SIX_RIDES);
    });
  }
});

describe('a block', () => {
  const read = (file: string) => readColumns(RIDES, join(FIXTURES, file));

  it('holds NaN and infinities as they are', async () => {
    expect((await read('not-finite.parquet')).miles).toEqual([Number.NaN, Infinity, -Infinity, 1e308, -0, 2]);
  });

  it('reads true and false as 1 and 0 where a number is wanted', async () => {
    expect((await read('booleans.parquet')).riders).toEqual([1, 0, Number.NaN, 1, 1, 0]);
  });

  it('keeps ids beyond 2^53 apart', async () => {
    const two60 = '1152921504606846976';
    expect((await read('huge-ids.parquet')).zone).toEqual([
      two60,
      '1152921504606846977',
      two60,
      '-5',
      '7',
      '',
    ]);
  });

  it('takes a column without a type for one that is null throughout', async () => {
    expect((await read('null-column.parquet')).riders).toEqual(new Array(6).fill(Number.NaN));
  });

  it('of a file with one row has one row, and of one with none has none', async () => {
    expect((await read('one-row.parquet')).zone).toEqual(['43']);
    expect((await read('no-rows.parquet')).zone).toEqual([]);
  });
});
