import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

interface ExplainDocument {
  readonly prediction: number;
  readonly constant: number;
  readonly terms: readonly { readonly term: string; readonly group: string; readonly effect: number }[];
  readonly groups: readonly { readonly group: string; readonly effect: number; readonly terms: number }[];
}

const explain = (root: string, ...argv: readonly string[]) =>
  callJson(root, 'explain', ...argv) as unknown as Promise<ExplainDocument>;

const total = (parts: readonly { readonly effect: number }[]) =>
  parts.reduce((sum, { effect }) => sum + effect, 0);

describe('an explanation', () => {
  it('of a plain model is constant, slope and zone, as scikit-learn has them', async () => {
    const document = await explain(await published(), '--ride', '{"zone": "a", "miles": 4}');
    // LinearRegression() of scikit-learn 1.9 on 2024-01 and 2024-02: 2.9927455 a mile; at 4 miles, 16.9494 in zone a.
    expect(document).toMatchObject({
      schemaVersion: 1,
      stage: 'explain',
      model: 'parcels',
      version: 'v2',
      unit: 'min',
      ride: { miles: 4, zone: 'a' },
      prediction: expect.closeTo(4.978412607991339 + 4 * 2.9927455011338573, 9),
      terms: [
        { term: 'miles', group: 'direct', effect: expect.closeTo(4 * 2.9927455011338573, 9) },
        { term: 'zone', group: 'one-hot', effect: expect.any(Number) },
      ],
      warnings: [],
    });
  });

  it('adds up to what predict says, ride by ride, by terms and by groups', async () => {
    const out = join(folder(), 'out.json.csv');
    await callJson(codeRoot, 'predict', '--in', nycMonth('2021-03'), '--out', out);
    for (const row of [1, 2, 16_384, 16_385, 83_827]) {
      const [again, original] = await Promise.all([
        explain(codeRoot, '--in', out, '--row', String(row)),
        explain(codeRoot, '--in', nycMonth('2021-03'), '--row', String(row)),
      ]);
      expect(original).toEqual(again);
      expect(original.constant + total(original.terms)).toBeCloseTo(original.prediction, 9);
      expect(original.constant + total(original.groups)).toBeCloseTo(original.prediction, 9);
    }
  });

  it('says what is to be taken with care, and what each input changes', async () => {
    const document = await callJson(await published(), 'explain', '--ride', '{"zone": "z", "miles": null}');
    expect(document).toMatchObject({
      ride: { miles: null, zone: 'z' },
      warnings: [
        { kind: 'missing', column: 'miles', message: 'miles is missing' },
        { kind: 'unseen', column: 'zone', message: 'zone z was not seen in training' },
      ],
      byInput: [
        { input: 'miles', value: null, typical: expect.any(Number), effect: expect.any(Number) },
        { input: 'zone', value: 'z', typical: 'a', effect: expect.any(Number) },
      ],
    });
  });

  it('is shown on a terminal with bars and within its width', async () => {
    const { stdout, exitCode } = await call(
      await published(),
      'explain',
      '--ride',
      '{"zone": "z", "miles": 4}',
    );
    const lines = stdout.split('\n');
    expect(exitCode).toBe(0);
    expect(lines.slice(0, 2)).toEqual([
      'parcels v2 predicts a duration of 19.996 min',
      '▲ zone z was not seen in training',
    ]);
    expect(lines).toContain('  constant          +8.025  ████████████████▏');
    expect(lines).toContain('  direct    1      +11.971  ████████████████████████');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('what cannot be explained', () => {
  it.each([
    ['nothing', [], 2, 'expected a ride, by either --in or --ride'],
    [
      'two rides at once',
      ['--ride', '{}', '--in', 'rides.csv'],
      2,
      'expected a ride, by either --in or --ride',
    ],
    [
      'text that is no JSON',
      ['--ride', '{zone: a}'],
      2,
      '--ride: expected a JSON object, or an array of them, found',
    ],
    ['JSON that is no ride', ['--ride', '[1]'], 2, 'found 1'],
    ['a null', ['--ride', 'null'], 2, 'found null'],
    [
      'a ride without a column',
      ['--ride', '{"zone": "a"}'],
      3,
      'column miles: expected a number named miles',
    ],
    [
      'a row that is not there',
      ['--in', 'rides.csv', '--row', '3'],
      2,
      'rides.csv: expected row 3, found 2 in all',
    ],
    ['row 0', ['--in', 'rides.csv', '--row', '0'], 2, 'expected a whole number from 1'],
    ['a row of an empty list', ['--ride', '[]'], 3, 'column miles'],
  ])('is refused: %s', async (_, argv, exitCode, message) => {
    const root = await published();
    writeFileSync(join(root, 'rides.csv'), 'zone,miles\na,1\nb,2\n');
    const called = await call(root, 'explain', ...argv);
    expect([called.exitCode, called.stdout]).toEqual([exitCode, '']);
    expect(called.stderr.replace(/\s+/g, ' ')).toContain(message);
  });
});
