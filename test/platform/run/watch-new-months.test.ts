import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchNewMonths } from '../../../platform/run/monitor/watch-new-months.ts';
import { withWorkspace } from '../../../platform/run/workspace.ts';
import { copiesOf, csvOf, makeParcels, publishTwo } from '../../cli/parcels.ts';

/** v2 was trained on 2024-01 and 2024-02 and judged on 2024-03; two months have come since. */
const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
  for (const month of ['2024-04', '2024-05'])
    writeFileSync(join(root, `models/parcels/data/parcels_${month}.csv`), csvOf(month));
});

const KNOWN = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05'];
const watch = (root: string, known = KNOWN, isRecorded: Parameters<typeof watchNewMonths>[2] = () => false) =>
  withWorkspace({ root, threads: 1, today: '2024-06-20' }, (workspace) =>
    watchNewMonths(workspace, known, isRecorded),
  );

it('watches what is newer than the months that the champion was trained and judged on', async () => {
  const { reports, missing } = await watch(await published());
  expect(missing).toEqual([]);
  expect(
    reports.map(({ current, version, verdict, reference, decay }) => [
      current.period,
      version,
      verdict.kind,
      reference.periods.join(),
      decay!.reference.periods.join(),
    ]),
  ).toEqual([
    ['2024-04', 'v2', 'healthy', '2024-01,2024-02', '2024-03'],
    ['2024-05', 'v2', 'healthy', '2024-01,2024-02', '2024-03'],
  ]);
  expect((await watch(await published(), KNOWN.slice(0, 3))).reports).toEqual([]);
});

it('looks once at a month, but always at the newest', async () => {
  const asked: string[] = [];
  const { reports } = await watch(await published(), KNOWN, (period, version, sha256) => {
    asked.push(`${period} ${version} ${sha256.length}`);
    return true;
  });
  expect(asked).toEqual(['2024-04 v2 64', '2024-05 v2 64']);
  expect(reports.map(({ current }) => current.period)).toEqual(['2024-05']);
});

it('does without months that are gone, and says so', async () => {
  const root = await published();
  for (const month of ['2024-01', '2024-03']) rmSync(join(root, `models/parcels/data/parcels_${month}.csv`));
  const { reports, missing } = await watch(root, ['2024-04', '2024-06']);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({
    verdict: { kind: 'healthy' },
    reference: { periods: ['2024-01', '2024-02'], rows: 400 },
    decay: null,
    decaySkipped: 'no month that judged the model is at hand to compare with',
  });
  expect(missing.map((message) => message.slice(0, 8))).toEqual(['2024-06:', '2024-01:', '2024-03:']);
});

it('has nothing to watch with where there is no champion', async () => {
  const root = await published();
  rmSync(join(root, 'models/parcels/registry.jsonl'));
  expect(await watch(root)).toEqual({ reports: [], missing: [] });
});
