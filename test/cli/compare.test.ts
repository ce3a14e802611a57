import { describe, expect, it } from 'vitest';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels, publishTwo } from './parcels.ts';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

const compare = (root: string, ...argv: readonly string[]) =>
  callJson(root, 'compare', ...argv, '--period', '2024-03', '--threads', '1');

describe('comparing two versions', () => {
  it('gives both on the same rows, the difference with its interval, and what changed', async () => {
    const document = await compare(await published(), 'v1', 'v2');
    const { before, after, rmse } = document as Record<'before' | 'after', { metrics: { rmse: number } }> & {
      rmse: { difference: number; lower: number; upper: number };
    };
    expect(document).toMatchObject({
      schemaVersion: 1,
      stage: 'compare',
      model: 'parcels',
      periods: ['2024-03'],
      rows: 200,
      days: 20,
      before: { name: 'v1', periods: ['2024-01'] },
      after: { name: 'v2', periods: ['2024-01', '2024-02'] },
      contract: [
        { path: 'recipeName', before: 'by-zone', after: 'main' },
        { path: 'recipe.final', before: [], after: ['miles'] },
      ],
      coefficients: [{ term: 'miles', group: 'direct', after: expect.closeTo(2.9927455011338573, 9) }],
      slices: [],
    });
    expect(after.metrics.rmse).toBeCloseTo(0.5596499710163965, 5);
    expect(rmse.difference).toBeCloseTo(after.metrics.rmse - before.metrics.rmse, 9);
    expect(rmse.lower).toBeLessThan(rmse.difference);
    expect(rmse.upper).toBeGreaterThan(rmse.difference);
    expect(rmse.upper).toBeLessThan(0);
  });

  it('the other way round turns the sign', async () => {
    const root = await published();
    const [there, back] = [
      await compare(root, '1', '2'),
      await compare(root, 'champion', 'v1'),
    ] as unknown as {
      rmse: { difference: number; lower: number; upper: number };
    }[];
    expect(back!.rmse.difference).toBeCloseTo(-there!.rmse.difference, 12);
    expect([back!.rmse.lower, back!.rmse.upper]).toEqual([
      expect.closeTo(-there!.rmse.upper, 12),
      expect.closeTo(-there!.rmse.lower, 12),
    ]);
  });

  it('takes the candidate as one of them', async () => {
    const root = await published();
    await callJson(root, 'train', '--train', '2024-01,2024-02', '--holdout', '2024-03', '--threads', '1');
    expect(await compare(root, 'v2', 'candidate')).toMatchObject({
      before: { name: 'v2' },
      after: { name: 'candidate' },
      rmse: { difference: 0, lower: 0, upper: 0 },
      contract: [],
    });
  });

  it('shows on a terminal which is better, and why', async () => {
    const argv = ['compare', 'v1', 'v2', '--period', '2024-03', '--threads', '1'];
    const { stdout, exitCode } = await call(await published(), ...argv);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^v2 against v1 on 200 rows of 2024-03\n {2}Δ RMSE −8\.\d{3} \[.*\] min \(95 % interval by day\): v2 is better\n/,
    );
    expect(stdout).toContain(
      'What changed in the contract\n  recipeName\n    - by-zone\n    + main\n  recipe.final\n    + ["miles"]\n',
    );
    expect(stdout).toMatch(/\n {2}miles +direct +– +2\.993 +\d/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it.each([
    [['v1'], "missing required argument 'after'"],
    [['v1', 'two'], 'expected a version such as v3, champion or candidate.'],
    [['v1', 'v2', 'v3'], 'too many arguments'],
    [['v1', 'v9'], 'parcels has no version v9'],
    [['v1', 'candidate', '--out', 'none'], 'there is no candidate in'],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await call(
      await published(),
      'compare',
      ...argv,
      '--period',
      '2024-03',
    );
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
