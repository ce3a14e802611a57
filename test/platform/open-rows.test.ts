import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRows } from '../../platform/open-rows.ts';
import { NYC, nycMonth } from '../ingest/nyc-contract.ts';
import { readBlocks, readColumns } from '../ingest/read-block.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { errorOf } from './error-of.ts';
import { temporaryFolders } from './temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/parquet');
const folder = temporaryFolders();
const MILES_OF_JANUARY = 3126720.7399999998;

/** A file in a folder of its own, opened under its bare name. */
function opening(name: string, content: string | Uint8Array): () => Promise<unknown> {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return () => openRows(path, name);
}

describe('a Parquet file', () => {
  it('says its columns, physical types and row groups before a row is read', async () => {
    const source = await openRows(join(FIXTURES, 'same/two-row-groups.parquet'));
    expect(source.rowGroups).toEqual([4, 2]);
    expect(source.schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'lpep_pickup timestamp[us]',
      'dropoff timestamp[us]',
      'zone int64',
      'kind string',
      'miles float64',
      'riders float64',
    ]);
    source.close();
  });

  it('gives the columns and row groups asked for, whatever the order they are asked in', async () => {
    const source = await openRows(join(FIXTURES, 'same/two-row-groups.parquet'));
    for (const columns of [
      ['riders', 'zone'],
      ['kind', 'riders', 'zone'],
    ]) {
      const seen: unknown[] = [];
      for await (const { rows, column } of source.batches(columns, [1])) {
        for (let i = 0; i < rows; i++) {
          const cell = (name: string) => (column(name) as { get(row: number): unknown }).get(i);
          seen.push([Number(cell('zone')), cell('zone') === null, cell('riders')]);
        }
      }
      expect(seen).toEqual([
        [1, false, 5],
        [0, true, 1],
      ]);
    }
    const none: unknown[] = [];
    for await (const batch of source.batches(['zone'], [])) none.push(batch);
    expect(none).toEqual([]);
    source.close();
  });

  it('may be read by several at once in one thread, each seeing its own rows', async () => {
    const totals = await Promise.all(
      [1, 2, 3].map(async () => {
        const source = await openRows(nycMonth('2021-01'));
        const blocks = await readBlocks(NYC, source);
        source.close();
        return blocks
          .flatMap(({ numbers }) => [...numbers.trip_distance!])
          .reduce((sum, miles) => sum + miles, 0);
      }),
    );
    // pandas: trip_distance.sum() of the file.
    for (const total of totals) expect(total / MILES_OF_JANUARY).toBeCloseTo(1, 12);
  });

  it('can be left before its end', async () => {
    const source = await openRows(nycMonth('2021-01'));
    for await (const { rows } of source.batches(['trip_distance'])) {
      expect(rows).toBeGreaterThan(0);
      break;
    }
    source.close();
  });

  it('that is empty, cut short or something else is refused with what was found and what to do', async () => {
    const whole = readFileSync(join(FIXTURES, 'same/plain.parquet'));
    const cases: [content: string | Uint8Array, found: string, hint: string][] = [
      ['', 'found an empty file', 'fetch the file again'],
      [whole.subarray(0, 1000), 'found 1000 bytes that start like one and end in', 'its end is missing'],
      [
        'VendorID,zone\n1,2\n',
        'found 18 bytes that start with "VendorID,zon"',
        'give the file the extension of its kind',
      ],
      ['PAR1PAR1', 'found 8 bytes', 'its end is missing'],
    ];
    for (const [content, found, hint] of cases) {
      const error = await errorOf(opening('rides.parquet', content));
      expect([error.code, error.exitCode, error.file]).toEqual(['data', 3, 'rides.parquet']);
      expect(error.message).toContain(
        `rides.parquet: expected a Parquet file (PAR1 at its start and end), ${found}`,
      );
      expect(error.hint).toContain(hint);
    }
  });

  it('that is damaged inside is refused too, when it is opened or when it is read', async () => {
    const footer = readFileSync(join(FIXTURES, 'same/plain.parquet'));
    footer.fill(0xff, footer.length - 200, footer.length - 8);
    expect((await errorOf(opening('rides.parquet', footer))).message).toContain('one that cannot be decoded');

    const pages = readFileSync(nycMonth('2021-01'));
    pages.fill(0xff, 1000, 200_000);
    const path = join(folder(), 'rides.parquet');
    writeFileSync(path, pages);
    const error = await errorOf(async () => {
      for await (const _ of (await openRows(path)).batches(['VendorID', 'lpep_pickup_datetime']));
    });
    expect([error.code, error.exitCode]).toEqual(['data', 3]);
  });
});

describe('a CSV file', () => {
  const CSV = `lpep_pickup,dropoff,zone,kind,miles,riders
2021-01-01 00:15:56,2021-01-01T00:19:52,43,street,1.25,1
"2021-01-31 23:59:59",2021-02-01 00:30:00,265.0,phone,12,2.0

2021-01-15 12:00:00,2021-01-15 12:00:30,74,street,0,
2021-01-15 12:00:00,2021-01-15 12:10:00,74,,2.5,NaN
,2021-01-02,1,phone,,5
2009-01-01 00:05:08,2009-01-01 00:15:08,,"street",3,1
`;

  it('gives the same rides as Parquet does', async () => {
    const path = join(folder(), 'rides.csv');
    for (const text of [CSV, `\ufeff${CSV.replaceAll('\n', '\r\n')}`]) {
      writeFileSync(path, text);
      expect(await readColumns(RIDES, path)).toEqual(
        await readColumns(RIDES, join(FIXTURES, 'same/plain.parquet')),
      );
    }
  });

  it('streams in batches that know their row numbers', async () => {
    const path = join(folder(), 'long.csv');
    writeFileSync(path, `x\n${Array.from({ length: 20_000 }, (_, i) => i).join('\n')}\n`);
    const seen: [number, number, unknown][] = [];
    for await (const { rows, column } of (await openRows(path)).batches(['x'])) {
      const { firstRow, loose } = column('x') as { firstRow: number; loose: unknown[] };
      seen.push([rows, firstRow, loose[0]]);
    }
    expect(seen).toEqual([
      [16_384, 1, '0'],
      [3616, 16_385, '16384'],
    ]);
  });

  it('with a cell of the wrong kind is refused, naming column, row, what was expected and found', async () => {
    const path = join(folder(), 'rides.csv');
    const wrong: [from: string, to: string, says: string][] = [
      ['1.25', 'far', 'column miles, row 1: expected a number, found "far"'],
      [
        '2009-01-01 00:05:08',
        '01/01/2009',
        'column lpep_pickup, row 6: expected a timestamp such as 2021-01-31 23:59:59',
      ],
    ];
    for (const [from, to, says] of wrong) {
      writeFileSync(path, CSV.replace(from, to));
      const error = await errorOf(() => readColumns(RIDES, path));
      expect([error.code, error.exitCode]).toEqual(['schema', 3]);
      expect(error.message).toContain(says);
    }
  });

  it('that is no table is refused with what was found', async () => {
    const cases: [content: string | Uint8Array, found: string][] = [
      ['', 'found an empty file'],
      ['a,b,a\n1,2,3\n', 'found two columns named "a"'],
      [readFileSync(join(FIXTURES, 'same/plain.parquet')), 'found bytes that are no text'],
    ];
    for (const [content, found] of cases) {
      const error = await errorOf(opening('rides.csv', content));
      expect([error.code, error.file]).toEqual(['data', 'rides.csv']);
      expect(error.message).toContain(`rides.csv: expected a CSV file with a header line, ${found}`);
    }
    const path = join(folder(), 'ragged.csv');
    writeFileSync(path, 'a,b\n1,2\n1\n');
    const error = await errorOf(async () => {
      for await (const _ of (await openRows(path)).batches(['a']));
    });
    expect([error.code, error.line]).toEqual(['data', 3]);
  });
});

describe('a JSON file', () => {
  it('holds one ride or several; what is left out is null', async () => {
    const path = join(folder(), 'ride.json');
    const ride = {
      pickup: '2021-01-01T08:00:00',
      dropoff: null,
      zone: 74,
      kind: 'phone',
      miles: 1.5,
      riders: 1,
    };
    writeFileSync(path, JSON.stringify(ride));
    expect((await readColumns(RIDES, path)).zone).toEqual(['74']);
    writeFileSync(path, JSON.stringify([ride, { pickup: '2021-01-02', zone: '75' }]));
    expect(await readColumns(RIDES, path)).toEqual({
      pickup: [Date.UTC(2021, 0, 1, 8), Date.UTC(2021, 0, 2)],
      dropoff: [Number.NaN, Number.NaN],
      zone: ['74', '75'],
      kind: ['phone', ''],
      miles: [1.5, Number.NaN],
      riders: [1, Number.NaN],
    });
  });

  it('that holds anything else is refused with what was found', async () => {
    const cases: [content: string, found: string][] = [
      ['', 'found an empty file'],
      ['{', 'found '],
      ['[{}, 3]', 'found 3 as row 2'],
      ['"ride"', 'found "ride" as row 1'],
    ];
    for (const [content, found] of cases) {
      const error = await errorOf(opening('ride.json', content));
      expect([error.code, error.file]).toEqual(['data', 'ride.json']);
      expect(error.message).toContain(`expected a JSON object, or an array of them, ${found}`);
    }
  });
});

describe('any other file', () => {
  it('is refused by its extension, with those that can be read', async () => {
    const error = await errorOf(() => openRows('rides.xlsx'));
    expect([error.code, error.exitCode]).toEqual(['usage', 2]);
    expect(error.message).toBe('rides.xlsx: expected a file ending in .parquet, .csv, .json');
  });

  it('is found whatever the case of its extension', async () => {
    const path = join(folder(), 'RIDES.PARQUET');
    copyFileSync(join(FIXTURES, 'same/plain.parquet'), path);
    const source = await openRows(path);
    expect((await readBlocks(RIDES, source)).map(({ rows }) => rows)).toEqual([6]);
    source.close();
  });

  it('that does not exist is not found, and a folder is no file', async () => {
    for (const extension of ['parquet', 'csv', 'json']) {
      const error = await errorOf(() => openRows(join(folder(), `none.${extension}`), `none.${extension}`));
      expect([error.code, error.exitCode, error.file]).toEqual(['not-found', 2, `none.${extension}`]);
    }
  });
});
