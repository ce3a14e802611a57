import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findVersion } from '../../platform/run/published.ts';
import { measuredOnce } from '../../platform/run/site/measured-once.ts';
import { readPast } from '../../platform/run/site/read-past.ts';
import { type Workspace, withWorkspace } from '../../platform/run/workspace.ts';
import { callJson } from '../cli/call.ts';
import { commitAll, copiesOf, makeParcels, publishTwo } from '../cli/parcels.ts';
import { incidentOf, runOf } from '../records/records.ts';
import { commitRecords } from './commit-records.ts';

const parcels = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

const inWorkspace = <T>(root: string, use: (workspace: Workspace) => Promise<T>): Promise<T> =>
  withWorkspace({ root, threads: 1, today: '2024-05-06' }, use);

const past = (root: string, fetch = false) =>
  inWorkspace(root, async (workspace) => {
    const versions = ['v1', 'v2'].map((version) => findVersion(workspace.folder, version));
    return readPast(workspace, versions, versions[1], fetch);
  });

describe('what happened to a model', () => {
  it('is every version’s error on every month, as the command line measures it', async () => {
    const root = await parcels();
    const { scores } = await past(root);
    expect(scores.map(({ version, period, isTrained }) => [period, version, isTrained])).toEqual([
      ['2024-01', 'v1', true],
      ['2024-01', 'v2', true],
      ['2024-02', 'v1', false],
      ['2024-02', 'v2', true],
      ['2024-03', 'v1', false],
      ['2024-03', 'v2', false],
    ]);
    const evaluation = await callJson(root, 'evaluate', '--version', 'v1', '--period', '2024-03');
    const models = evaluation['models'] as Record<string, { metrics: { rmse: number } }>;
    expect(scores[4]!.rmse).toBe(models['candidate']!.metrics.rmse);
    expect(scores[5]!.rmse).toBe(models['champion']!.metrics.rmse);
  });

  it('is the months since, looked at for the site where no record tells of them', async () => {
    const { months, hasRecords } = await past(await parcels());
    expect(months.map(({ period, version, runUrl }) => [period, version, runUrl])).toEqual([
      ['2024-03', 'v2', ''],
    ]);
    expect(hasRecords).toBe(false);
  });

  it('is what the branch of records tells', async () => {
    const root = await parcels();
    commitAll(root);
    commitRecords(root, [
      { model: 'parcels', kind: 'incidents', record: incidentOf({ model: 'parcels' }) },
      { model: 'parcels', kind: 'runs', record: runOf({ model: 'parcels' }) },
    ]);
    const { incidents, runs, hasRecords } = await past(root);
    expect(incidents.map(({ number }) => number)).toEqual([7]);
    expect(runs.map(({ trigger }) => trigger)).toEqual(['release']);
    expect(hasRecords).toBe(true);
  });

  it('leaves out a locked month that cannot be had, and says why', async () => {
    const root = await parcels();
    rmSync(join(root, 'models/parcels/data/parcels_2024-02.csv'));
    expect((await past(root)).missing).toEqual(new Map());
    const { scores, missing } = await past(root, true);
    expect([...new Set(scores.map(({ period }) => period))]).toEqual(['2024-01', '2024-03']);
    expect([...missing]).toEqual([['2024-02', expect.stringContaining('2024-02')]]);
  });
});

describe('a measurement', () => {
  it('is made once for what it depends on, and again where its file is not as it was written', async () => {
    const root = await parcels();
    let made = 0;
    const measure = (month: string) =>
      inWorkspace(root, (workspace) =>
        measuredOnce(workspace, { month }, z.number(), async () => {
          made += 1;
          return made;
        }),
      );
    expect([await measure('a'), await measure('a'), await measure('b')]).toEqual([1, 1, 2]);
    const kept = join(root, 'out/cache/site');
    for (const file of readdirSync(kept)) writeFileSync(join(kept, file), '"broken');
    expect(await measure('a')).toBe(3);
  });
});
