import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { nycMonth } from '../ingest/nyc-contract.ts';
import { temporaryFolders } from '../platform/temporary-folder.ts';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels, publishTwo } from './parcels.ts';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});
const folder = temporaryFolders();

const rowsOf = (path: string) => parse(readFileSync(path), { columns: true }) as Record<string, string>[];
const predictionsOf = (path: string) => rowsOf(path).map((row) => Number(row['duration_prediction']));

describe('predictions of a plain recipe', () => {
  it('are those of scikit-learn, an unseen zone included', async () => {
    const root = await published();
    const [rides, out] = [join(root, 'rides.json'), join(root, 'out.csv')];
    writeFileSync(
      rides,
      JSON.stringify([
        { zone: 'a', miles: 2.551 },
        { zone: 'b', miles: 6.748 },
        { zone: 'c', miles: 5.691 },
        { zone: 'd', miles: 1.94 },
        { zone: 'z', miles: 4 },
      ]),
    );
    const document = await callJson(root, 'predict', '--in', rides, '--out', out);
    // LinearRegression().fit([miles, zone == a, b, c, d], minutes) of scikit-learn 1.9 on 2024-01 and 2024-02.
    const sklearn = [
      12.612906381383816, 27.263556257164815, 26.000877926547815, 16.89063504842828, 19.99618057436756,
    ];
    expect(predictionsOf(out)).toEqual(sklearn.map((minutes) => expect.closeTo(minutes, 10)));
    expect(document).toEqual({
      schemaVersion: 1,
      stage: 'predict',
      model: 'parcels',
      version: 'v2',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      in: rides,
      out,
      rows: 5,
      warnings: { unseen: 1 },
      mean: expect.closeTo(sklearn.reduce((sum, minutes) => sum + minutes, 0) / 5, 10),
      seconds: expect.any(Number),
    });
  });

  it('are those of scikit-learn for the course baseline on New York', async () => {
    const [out, dir] = [join(folder(), 'out.csv'), folder()];
    const months = ['--train', '2021-01', '--holdout', '2021-02', '--threads', '1'];
    await callJson(codeRoot, 'train', ...months, '--recipe', 'course-baseline', '--out', dir);
    const { version } = await callJson(
      codeRoot,
      'predict',
      '--candidate',
      dir,
      '--in',
      nycMonth('2021-02'),
      '--out',
      out,
    );
    expect(version).toBe('candidate');
    // The first five rides of 2021-02, LinearRegression() on one-hot zones and trip_distance of the 73,908 kept rides.
    const sklearn = [
      16.416088281966566, 13.69241343170032, 21.765732961669777, 14.501012151665833, 8.201902591842098,
    ];
    expect(predictionsOf(out).slice(0, 5)).toEqual(sklearn.map((minutes) => expect.closeTo(minutes, 6)));
    expect(Object.keys(rowsOf(out)[0]!)).toEqual([
      'PULocationID',
      'DOLocationID',
      'trip_distance',
      'duration_prediction',
      'warnings',
    ]);
  });
});

/** Rides that are written as JSON, which is for a few. */
const SOME = 5000;

describe('the same rides', () => {
  it('get the same predictions, bit for bit, from Parquet, CSV and JSON, into Parquet and CSV', async () => {
    const at = (name: string) => join(dir, name);
    const dir = folder();
    const predict = (input: string, out: string) =>
      callJson(codeRoot, 'predict', '--in', input, '--out', at(out));
    const first = await predict(nycMonth('2021-02'), 'from-parquet.csv');
    await predict(nycMonth('2021-02'), 'from-parquet.parquet');
    const second = await predict(at('from-parquet.csv'), 'from-csv.csv');
    await predict(at('from-parquet.parquet'), 'from-written.csv');
    const numbers = ['passenger_count', 'trip_distance'];
    const jsonOf = (name: string, cell: string) =>
      cell === '' ? null : numbers.includes(name) ? Number(cell) : cell;
    const rides = rowsOf(at('from-parquet.csv'))
      .slice(0, SOME)
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, jsonOf(name, cell)])),
      );
    writeFileSync(at('rides.json'), JSON.stringify(rides));
    await predict(at('rides.json'), 'from-json.csv');

    const expected = readFileSync(at('from-parquet.csv'), 'utf8');
    expect(readFileSync(at('from-csv.csv'), 'utf8') === expected).toBe(true);
    expect(readFileSync(at('from-written.csv'), 'utf8') === expected).toBe(true);
    const head = expected.split('\n', SOME + 1).join('\n');
    expect(readFileSync(at('from-json.csv'), 'utf8') === `${head}\n`).toBe(true);
    const { rows, warnings, mean } = first;
    expect(rows).toBe(64_572);
    expect(second).toMatchObject({ rows, warnings, mean });
  });
});

describe('a terminal', () => {
  it('shows how many, where to, the mean, and what to take with care', async () => {
    const root = await published();
    writeFileSync(join(root, 'rides.csv'), 'zone,miles\nz,2\na,99\nb,\n');
    const { stdout, exitCode } = await call(
      root,
      'predict',
      '--version',
      '1',
      '--in',
      'rides.csv',
      '--out',
      'new/out.csv',
    );
    const [head, file, warnings] = stdout.split('\n');
    expect(exitCode).toBe(0);
    expect(head).toMatch(/^3 rows scored by parcels v1 in /);
    expect(file).toMatch(/^ {2}new\/out\.csv: mean duration_prediction \d+\.\d{3} min$/);
    expect(warnings).toBe('  warnings: 1 row with a category that training did not have');
    // v1 knows zones alone, so that miles are not even looked at.
    expect(Object.keys(rowsOf(join(root, 'new/out.csv'))[0]!)).toEqual([
      'zone',
      'duration_prediction',
      'warnings',
    ]);
  });
});

describe('what cannot be scored', () => {
  it.each([
    [
      'the input as output',
      ['--in', 'rides.csv', '--out', './rides.csv'],
      2,
      'rides.csv is the input itself',
    ],
    [
      'an unknown output format',
      ['--in', 'rides.csv', '--out', 'out.xlsx'],
      2,
      'expected a name ending in .parquet or .csv',
    ],
    ['an unknown input format', ['--in', 'rides.txt', '--out', 'out.csv'], 2, 'expected a file ending in'],
    ['a file that is not there', ['--in', 'none.csv', '--out', 'out.csv'], 2, 'none.csv cannot be read'],
    [
      'an unknown version',
      ['--in', 'rides.csv', '--out', 'out.csv', '--version', 'v9'],
      2,
      'parcels has no version v9',
    ],
    [
      'a candidate that was never trained',
      ['--in', 'rides.csv', '--out', 'out.csv', '--candidate', 'none'],
      2,
      'there is no candidate in',
    ],
    [
      'a version and the candidate at once',
      ['--in', 'rides.csv', '--out', 'out.csv', '--candidate', '--version', 'v1'],
      2,
      'cannot be used with',
    ],
    ['no input', ['--out', 'out.csv'], 2, "required option '--in <file>' not specified"],
    [
      'a missing column',
      ['--in', 'short.csv', '--out', 'out.csv'],
      3,
      'column miles: expected a number named miles, found none of them',
    ],
    [
      'a cell that is no number',
      ['--in', 'words.csv', '--out', 'out.csv'],
      3,
      'words.csv: column miles, row 2: expected a number, found "far"',
    ],
    [
      'text that is named Parquet',
      ['--in', 'text.parquet', '--out', 'out.csv'],
      3,
      'expected a Parquet file',
    ],
  ])('is refused and leaves nothing: %s', async (_, argv, exitCode, message) => {
    const root = await published();
    const write = (name: string, text: string) => writeFileSync(join(root, name), text);
    write('rides.csv', 'zone,miles\na,1\n');
    write('short.csv', 'zone\na\n');
    write('words.csv', 'zone,miles\na,1\na,far\n');
    write('text.parquet', 'zone,miles\na,1\n');
    const before = readdirSync(root);
    const called = await call(root, 'predict', ...argv);
    expect([called.exitCode, called.stdout]).toEqual([exitCode, '']);
    // Lines are broken to the width of the terminal.
    expect(called.stderr.replace(/\s+/g, ' ')).toContain(message);
    expect(called.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(readdirSync(root)).toEqual(before);
  });
});

describe('a process', () => {
  const cli = ['--import', 'tsx', join(codeRoot, 'cli/main.ts'), 'predict'];

  it('takes JSON on standard input and answers with one document', () => {
    const out = join(folder(), 'out.csv');
    const ride = {
      lpep_pickup_datetime: '2021-02-01 08:30:00',
      VendorID: 2,
      PULocationID: 74,
      DOLocationID: 42,
      passenger_count: null,
      trip_distance: 2.1,
    };
    const stdout = execFileSync(process.execPath, [...cli, '--in', '-', '--out', out, '--json'], {
      cwd: codeRoot,
      input: JSON.stringify(ride),
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toMatchObject({ in: '-', rows: 1, warnings: {} });
    expect(predictionsOf(out)).toEqual([(JSON.parse(stdout) as { mean: number }).mean]);
  });

  it('says what it expected where standard input is no JSON, and exits 3', () => {
    const out = join(folder(), 'out.csv');
    const { status, stdout, stderr } = spawnSync(process.execPath, [...cli, '--in', '-', '--out', out], {
      cwd: codeRoot,
      input: '',
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toContain('standard input: expected a JSON object, or an array of them, found nothing');
  });
});
