import { describe, expect, it } from 'vitest';
import { evaluationSchema } from '../../pipeline/evaluate/evaluation.ts';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels, publishTwo } from './parcels.ts';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

const evaluate = async (root: string, ...argv: readonly string[]) =>
  evaluationSchema.parse(await callJson(root, 'evaluate', ...argv, '--threads', '1'));

describe('evaluating', () => {
  it('the champion gives its error beside the training mean, with nobody to compare with', async () => {
    const { models, rows, periods } = await evaluate(await published(), '--period', '2024-03');
    expect([Object.keys(models), rows, periods]).toEqual([['candidate', 'mean'], 200, ['2024-03']]);
    expect(models['candidate']!.version).toBe('v2');
    // RMSE of scikit-learn's LinearRegression() on the same rows; the sums are kept in steps of a millionth.
    expect(models['candidate']!.metrics.rmse).toBeCloseTo(0.5596499710163965, 5);
  });

  it('another version sets it beside the champion on the same rows', async () => {
    const { models, total } = await evaluate(await published(), '--version', 'v1', '--period', '2024-03');
    expect(Object.entries(models).map(([name, { version }]) => [name, version])).toEqual([
      ['candidate', 'v1'],
      ['champion', 'v2'],
      ['mean', undefined],
    ]);
    expect(Object.keys(total.sse)).toEqual(['candidate', 'champion', 'mean']);
    expect(models['champion']!.metrics.rmse).toBeCloseTo(0.5596499710163965, 5);
  });

  it('the candidate has the comparison recipes too', async () => {
    const root = await published();
    await callJson(
      root,
      'train',
      '--train',
      '2024-01',
      '--holdout',
      '2024-02',
      '--out',
      'mine',
      '--threads',
      '1',
    );
    const { models } = await evaluate(root, '--candidate', 'mine', '--period', '2024-03');
    expect(Object.keys(models)).toEqual(['candidate', 'champion', 'mean', 'by-zone']);
    expect(models['candidate']!.version).toBeUndefined();
  });

  it('several periods adds them up', async () => {
    const { rows, periods } = await evaluate(await published(), '--period', '2024-02,2024-03');
    expect([rows, periods]).toEqual([400, ['2024-02', '2024-03']]);
  });
});

describe('a terminal', () => {
  it('shows models by the names they have, and warns of rows that the model has seen', async () => {
    const root = await published();
    const { stdout, exitCode } = await call(
      root,
      'evaluate',
      '--version',
      'v1',
      '--period',
      '2024-01',
      '--threads',
      '1',
    );
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^model +RMSE \(min\) /);
    expect(lines.slice(1, 4).map((line) => line.split(/ {2,}/)[0])).toEqual(['v1', 'champion v2', 'mean']);
    expect(stdout).toContain('▲ v1 was trained on 2024-01: its error there says nothing about new rows');
    // Zones have 50 rows each.
    expect(stdout).toContain('Where v1 errs most, of slices with at least 500 rows\n  none');
  });

  it.each([
    [['--period', '2024-09'], 'error: '],
    [['--period', '2024-03', '--version', 'v7'], 'parcels has no version v7'],
    [[], "required option '-p, --period <periods>' not specified"],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await call(await published(), 'evaluate', ...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
