import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulationSchema } from '../../pipeline/simulate/simulation.ts';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels } from './parcels.ts';

const parcels = copiesOf(makeParcels);

const simulate = async (root: string, ...argv: readonly string[]) =>
  simulationSchema.parse(await callJson(root, 'simulate', ...argv, '--threads', '1'));

describe('a simulation', () => {
  it('scores each month by the version that was live before it, and never trains on what is healthy', async () => {
    const root = await parcels();
    const { months, totals, from, to } = await simulate(root);
    expect([from, to]).toEqual(['2024-01', '2024-03']);
    expect(
      months.map(({ month, scoredBy, liveVersion, decision }) => [
        month,
        scoredBy,
        liveVersion,
        decision.kind,
      ]),
    ).toEqual([
      ['2024-01', null, null, 'wait'],
      ['2024-02', null, 'v1', 'retrain'],
      ['2024-03', 'v1', 'v1', 'wait'],
    ]);
    expect(months[1]).toMatchObject({ trainedOn: ['2024-01'], verdict: { kind: 'promote' } });
    expect(months[2]!.rmse.live).toBeCloseTo(0.58, 1);
    expect(months[2]!.rmse.never).toBe(months[2]!.rmse.live);
    expect(totals.live).toEqual({ meanRmse: months[2]!.rmse.live, trainings: 1 });
    expect([totals.never.trainings, totals.always.trainings]).toEqual([1, 2]);
    expect(readFileSync(join(root, 'out/simulation.html'), 'utf8')).toContain('Month by month');
    expect(existsSync(join(root, 'models/parcels/registry.jsonl'))).toBe(false);
  });

  it('shows what the loop makes of a fault, and leaves the data as it is', async () => {
    const root = await parcels();
    const before = readFileSync(join(root, 'models/parcels/data/parcels_2024-03.csv'));
    const { months } = await simulate(root, '--inject', '2024-03:nulls:miles+0.2');
    expect(months[2]).toMatchObject({
      injected: ['2024-03:nulls:miles+0.2'],
      monitor: { kind: 'alarm' },
      decision: { kind: 'wait' },
      trainedOn: null,
      liveVersion: 'v1',
    });
    expect(months[2]!.monitor!.causes).toContain('data');
    expect(readFileSync(join(root, 'models/parcels/data/parcels_2024-03.csv'))).toEqual(before);
  });

  it('compares policies on the same months', async () => {
    const { policy, policies, totals } = await simulate(
      await parcels(),
      '--policy',
      '{new_data: true}',
      '--policy',
      '{new_data: false}',
    );
    expect(policy).toBe('{new_data: true}');
    expect(totals.live.trainings).toBe(2);
    expect(policies.map((other) => [other.policy, other.totals.live.trainings])).toEqual([
      ['{new_data: false}', 1],
    ]);
  });

  it.each([
    [['--inject', '2024-05:nulls'], '2024-05:nulls: 2024-05 is not among the months'],
    [['--inject', '2024-03:rust'], 'there is no fault "rust"'],
    [['--inject', 'nulls'], 'expected a month, a fault and what it is in, found "nulls"'],
    [['--inject', '2024-03:clock:zone=a'], 'the fault clock needs a target of minutes_between'],
    [['--policy', '{drift: [3, 1]}'], 'n of the last m months: n comes first'],
    [['--from', '2024-03'], 'expected at least two months, found 2024-03'],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stderr } = await call(await parcels(), 'simulate', ...argv, '--threads', '1');
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
    expect(exitCode).toBeGreaterThan(1);
  });
});
