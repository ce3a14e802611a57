import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { call, callJson } from './call.ts';
import { csvOf } from './parcels.ts';

const parent = mkdtempSync(join(tmpdir(), 'ratchet-new-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const folder = () => mkdtempSync(join(parent, 'repository-'));
const MONTHS = ['2024-01', '2024-02', '2024-03'];

/** A file that holds three months, one row of a clock that was years behind, and one without a time. */
function writeParcels(root: string): string {
  const rows = MONTHS.map((month) => csvOf(month).split('\n').slice(1).join('\n')).join('');
  const path = join(root, 'parcels.csv');
  writeFileSync(path, `started,minutes,miles,zone\n${rows}2008-12-31 23:00:00,9,2,a\n,9,2,a\n`);
  return path;
}

const MODEL = ['new', '--model', 'parcels', '--target', 'minutes', '--unit', 'min'];

describe('a new model', () => {
  test('is drafted from a file, split into locked months, and trains as it is', async () => {
    const root = folder();
    const made = await callJson(root, ...MODEL, '--from', writeParcels(root));
    expect(made).toMatchObject({ model: 'parcels', periods: MONTHS, leftOut: 2 });
    expect(readdirSync(join(root, 'models/parcels/data'))).toEqual(
      MONTHS.map((month) => `parcels_${month}.csv`),
    );
    // Every row is 5 minutes, 3 a mile and what the zone adds, give or take a minute: its spread is 1/√3 = 0.577.
    const run = await callJson(root, 'run', '--model', 'parcels', '--threads', '1');
    const { verdict, rows, metrics } = run as {
      verdict: { kind: string };
      rows: object;
      metrics: { candidate: { rmse: number } };
    };
    expect(verdict.kind).toBe('promote');
    expect(rows).toEqual({ train: 400, holdout: 200 });
    expect(metrics.candidate.rmse).toBeCloseTo(0.577, 1);
    const { stdout } = await call(root, 'doctor', '--model', 'parcels');
    expect(stdout).toContain('✔ model.yaml is valid · parcels');
  });

  test('takes files that carry their months as they are', async () => {
    const root = folder();
    for (const month of MONTHS) writeFileSync(join(root, `deliveries-${month}.csv`), csvOf(month));
    const files = MONTHS.map((month) => `deliveries-${month}.csv`).join(',');
    await callJson(root, ...MODEL, '--from', files);
    const copied = readFileSync(join(root, 'models/parcels/data/deliveries-2024-02.csv'), 'utf8');
    expect(copied).toBe(csvOf('2024-02'));
    expect(readFileSync(join(root, 'models/parcels/model.yaml'), 'utf8')).toContain(
      'file: "deliveries-{period}.csv"',
    );
  });

  test.each([
    { what: 'a target that is not there', argv: ['--target', 'minute'], says: 'did you mean "minutes"?' },
    {
      what: 'a target that is no number',
      argv: ['--target', 'zone'],
      says: 'expected a number, found a category',
    },
    { what: 'a time that is none', argv: ['--time', 'miles'], says: 'expected a timestamp, found a number' },
    {
      what: 'a name that no folder has',
      argv: ['--model', 'My Parcels'],
      says: 'lower-case words joined by -',
    },
    { what: 'a file that is not there', argv: ['--from', 'no.csv'], says: 'there is no file' },
  ])('is refused for $what, and leaves nothing behind', async ({ argv, says }) => {
    const root = folder();
    writeParcels(root);
    const given = new Map([
      ['--model', 'parcels'],
      ['--target', 'minutes'],
      ['--from', 'parcels.csv'],
      [argv[0]!, argv[1]!],
    ]);
    const { exitCode, stderr } = await call(root, 'new', ...[...given].flat());
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(says) });
    expect(existsSync(join(root, 'models'))).toBe(false);
    expect(existsSync(join(root, 'out')) ? readdirSync(join(root, 'out')) : []).toEqual([]);
  });

  test('never takes the place of one that is there', async () => {
    const root = folder();
    writeParcels(root);
    await callJson(root, ...MODEL, '--from', 'parcels.csv');
    const before = readFileSync(join(root, 'models/parcels/model.yaml'), 'utf8');
    const { exitCode, stderr } = await call(root, ...MODEL, '--from', 'parcels.csv');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('models/parcels is there already'),
    });
    expect(readFileSync(join(root, 'models/parcels/model.yaml'), 'utf8')).toBe(before);
  });
});
