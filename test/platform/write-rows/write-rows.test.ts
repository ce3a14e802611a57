import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRows } from '../../../platform/open-rows.ts';
import type { OutputBatch, OutputColumn } from '../../../platform/write-rows/output-rows.ts';
import { checkWritableFormat, writeRows } from '../../../platform/write-rows/write-rows.ts';
import { readColumns } from '../../ingest/read-block.ts';
import { RIDES } from '../../ingest/rides-contract.ts';
import { errorOf } from '../error-of.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const folder = temporaryFolders();

const COLUMNS: readonly OutputColumn[] = [
  { name: 'pickup', type: 'timestamp', isDistinct: true },
  { name: 'dropoff', type: 'timestamp' },
  { name: 'miles', type: 'number' },
  { name: 'riders', type: 'number' },
  { name: 'zone', type: 'integer' },
  { name: 'kind', type: 'label' },
  { name: 'note', type: 'note' },
];

const MIDNIGHT = Date.UTC(2021, 0, 31);

const BATCH: OutputBatch = {
  rows: 3,
  values: [
    Float64Array.of(MIDNIGHT, MIDNIGHT + 0.001, -1),
    Float64Array.of(Number.NaN, MIDNIGHT + 123.456, MIDNIGHT),
    Float64Array.of(0.1, Number.NaN, Number.POSITIVE_INFINITY),
    Float64Array.of(1, 2, 3),
    { codes: Uint16Array.of(0, 1, 2), labels: ['74', '', '-9007199254740993'] },
    { codes: Uint16Array.of(1, 0, 2), labels: ['', 'a,b "c"', 'two\nlines'] },
    new Map([
      [0, 'far; “wide”'],
      [2, 'x,y'],
    ]),
  ],
};

async function* batchesOf(...batches: readonly OutputBatch[]): AsyncGenerator<OutputBatch> {
  yield* batches;
}

/** Batches of one column, the last of which fails to come. */
async function* failing(before: number): AsyncGenerator<OutputBatch> {
  for (let i = 0; i < before; i++) yield { rows: 16_384, values: [new Float64Array(16_384).fill(i)] };
  throw new Error('the source ran dry');
}

const ONE: readonly OutputColumn[] = [{ name: 'miles', type: 'number' }];

describe('a CSV file', () => {
  it('has a header, quotes where RFC 4180 asks for them, and nothing where there is nothing', async () => {
    const path = join(folder(), 'rows.csv');
    await writeRows(path, { columns: COLUMNS, batches: batchesOf(BATCH, BATCH) });
    const rows = [
      '2021-01-31 00:00:00,,0.1,1,74,"a,b ""c""",far; “wide”',
      '2021-01-31 00:00:00.000001,2021-01-31 00:00:00.123456,,2,,,',
      '1969-12-31 23:59:59.999,2021-01-31 00:00:00,Infinity,3,-9007199254740993,"two\nlines","x,y"',
    ];
    expect(readFileSync(path, 'utf8')).toBe(
      ['pickup,dropoff,miles,riders,zone,kind,note', ...rows, ...rows, ''].join('\n'),
    );
  });

  it('of no rows is a header', async () => {
    const path = join(folder(), 'rows.csv');
    await writeRows(path, { columns: [{ name: 'a "b"', type: 'number' }, ...ONE], batches: batchesOf() });
    expect(readFileSync(path, 'utf8')).toBe('"a ""b""",miles\n');
  });
});

describe('a Parquet file', () => {
  it('has timestamps, float64, int64 and text, and null where there is nothing', async () => {
    const path = join(folder(), 'rows.parquet');
    await writeRows(path, { columns: COLUMNS, batches: batchesOf(BATCH) });
    const source = await openRows(path);
    expect(source.schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'pickup timestamp[us]',
      'dropoff timestamp[us]',
      'miles float64',
      'riders float64',
      'zone int64',
      'kind string',
      'note string',
    ]);
    source.close();
    expect(await readColumns(RIDES, path)).toEqual({
      pickup: [MIDNIGHT, MIDNIGHT + 0.001, -1],
      dropoff: [Number.NaN, MIDNIGHT + 123.456, MIDNIGHT],
      miles: [0.1, Number.NaN, Number.POSITIVE_INFINITY],
      riders: [1, 2, 3],
      zone: ['74', '', '-9007199254740993'],
      kind: ['a,b "c"', '', 'two\nlines'],
    });
  });

  it('of no rows has its columns all the same', async () => {
    const path = join(folder(), 'rows.parquet');
    await writeRows(path, { columns: COLUMNS, batches: batchesOf() });
    const source = await openRows(path);
    expect([source.schema.length, source.rowGroups]).toEqual([7, []]);
    source.close();
  });

  it('is written by row groups of 131,072 rows, so that the memory it takes does not grow', async () => {
    const path = join(folder(), 'rows.parquet');
    const values = (i: number) => [Float64Array.from({ length: 16_384 }, (_, row) => i * 16_384 + row)];
    const batches = Array.from({ length: 20 }, (_, i) => ({ rows: 16_384, values: values(i) }));
    await writeRows(path, { columns: ONE, batches: batchesOf(...batches) });
    const source = await openRows(path);
    expect(source.rowGroups).toEqual([131_072, 131_072, 65_536]);
    source.close();
    const { miles } = await readColumns({ ...RIDES, columns: { miles: { type: 'number' } } }, path);
    expect(miles!.every((value, row) => value === row)).toBe(true);
  });

  it('says of itself what it is told to', async () => {
    const path = join(folder(), 'rows.parquet');
    const metadata = new Map([['version', 'v3']]);
    await writeRows(path, {
      columns: ONE,
      batches: batchesOf({ rows: 1, values: [Float64Array.of(1)] }),
      metadata,
    });
    // The footer is Thrift: texts stand in it as they are, after their length.
    expect(readFileSync(path, 'latin1')).toContain('version\x18\x02v3');
  });
});

describe('rows written and read again', () => {
  const double = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, -0, Number.MIN_VALUE));
  const ms = fc.oneof(
    fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(3000, 0) }),
    fc.constant(Number.NaN),
  );
  // What a reader takes for null, and blanks around a text, are not kept apart by CSV.
  const text = fc
    .string()
    .filter((value) => value === value.trim() && !/^(NA|nan|null|none)$|^-?\d+\.0+$/i.test(value));
  const rows = fc.array(fc.tuple(ms, double, fc.integer(), text), { minLength: 1, maxLength: 20 });

  it.each(['csv', 'parquet'])('are the same in .%s', async (extension) => {
    const path = join(folder(), `rows.${extension}`);
    const columns = [COLUMNS[0]!, COLUMNS[2]!, COLUMNS[4]!, COLUMNS[5]!];
    const contract = {
      ...RIDES,
      columns: Object.fromEntries(columns.map(({ name }) => [name, RIDES.columns[name]!])),
    };
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const column = <C extends 0 | 1 | 2 | 3>(c: C) => cells.map((row) => row[c]);
        const labels = (values: readonly string[]) => ({
          codes: Uint16Array.from(values.keys()),
          labels: values,
        });
        const values = [
          Float64Array.from(column(0) as number[]),
          Float64Array.from(column(1) as number[]),
          labels(column(2).map(String)),
          labels(column(3) as string[]),
        ];
        await writeRows(path, { columns, batches: batchesOf({ rows: cells.length, values }) });
        const read = await readColumns(contract, path);
        expect(read['pickup']).toEqual(column(0));
        // -0 is 0 as text.
        expect(read['miles']!.map((value) => (value as number) + 0)).toEqual(
          column(1).map((value) => (value as number) + 0),
        );
        expect(read['zone']).toEqual(column(2).map(String));
        expect(read['kind']).toEqual(column(3));
      }),
      { numRuns: 40 },
    );
  });
});

describe('an error on the way', () => {
  it.each([
    ['csv', 0],
    ['csv', 20],
    ['parquet', 0],
    ['parquet', 1],
    ['parquet', 20],
  ])(
    'leaves nothing in .%s after %d batches, and the file that was there as it was',
    async (extension, before) => {
      const dir = folder();
      const path = join(dir, `rows.${extension}`);
      await expect(
        writeRows(join(dir, 'new', 'deep', `rows.${extension}`), { columns: ONE, batches: failing(before) }),
      ).rejects.toThrow('the source ran dry');
      expect(readdirSync(dir)).toEqual([]);
      writeFileSync(path, 'precious');
      await expect(writeRows(path, { columns: ONE, batches: failing(before) })).rejects.toThrow(
        'the source ran dry',
      );
      expect([readdirSync(dir), readFileSync(path, 'utf8')]).toEqual([[`rows.${extension}`], 'precious']);
    },
  );

  it('leaves the process as it was: no handler stays behind', async () => {
    const listeners = () =>
      ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((event) => process.listenerCount(event));
    const before = listeners();
    const path = join(folder(), 'rows.csv');
    await errorOf(() => writeRows(join(path, 'nested.txt'), { columns: ONE, batches: failing(1) }));
    await expect(writeRows(path, { columns: ONE, batches: failing(1) })).rejects.toThrow();
    await writeRows(path, { columns: ONE, batches: batchesOf() });
    expect(listeners()).toEqual(before);
  });
});

describe('a place that cannot be written', () => {
  it('is a folder of that name', async () => {
    const path = join(folder(), 'rows.csv');
    mkdirSync(path);
    const error = await errorOf(() => writeRows(path, { columns: ONE, batches: batchesOf() }));
    expect([error.code, error.exitCode, error.message]).toEqual(['usage', 2, `${path} is a folder`]);
  });

  it('is a path through a file', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const error = await errorOf(() =>
      writeRows(join(file, 'rows.csv'), { columns: ONE, batches: batchesOf() }),
    );
    expect([error.code, error.message.includes('cannot be written')]).toEqual(['io', true]);
  });

  it('is a name whose extension says no format', async () => {
    const error = await errorOf(() => checkWritableFormat('rows.xlsx'));
    expect([error.code, error.message]).toEqual([
      'usage',
      'rows.xlsx: expected a name ending in .parquet or .csv',
    ]);
  });
});
