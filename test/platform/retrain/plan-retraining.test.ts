import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planRetraining, type RetrainOrder } from '../../../platform/retrain/plan-retraining.ts';
import { knownPeriods } from '../../../platform/run/ingest-period.ts';
import { withWorkspace } from '../../../platform/run/workspace.ts';
import { copiesOf, csvOf, MONTHS, makeParcels, publishTwo } from '../../cli/parcels.ts';
import { errorOf } from '../error-of.ts';
import { monthServers } from '../month-server.ts';

const publisher = monthServers();
const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

/** A repository of three locked months, and a publisher that has them. */
async function start(today = '2024-05-20') {
  const root = await published();
  const server = await publisher();
  for (const month of MONTHS) server.files.set(`${month}.csv`, csvOf(month));
  const plan = (order: Partial<RetrainOrder> = {}) =>
    withWorkspace({ root, threads: 1, today }, async (workspace) => ({
      ...(await planRetraining(
        { ...workspace, mirror: server.address('{period}.csv') },
        { period: undefined, asked: false, ...order },
      )),
      known: knownPeriods(workspace),
    }));
  return { root, server, plan };
}

describe('continuous training', () => {
  it('waits while nothing new is published', async () => {
    const { plan } = await start();
    expect(await plan()).toMatchObject({
      decision: { kind: 'wait', reasons: ['No new month: 2024-03 is the newest there is.'] },
      invalid: [],
      republished: [],
      warnings: [],
    });
  });

  it('trains on the months before the newest, and judges on the newest', async () => {
    const { plan, server } = await start();
    server.files.set('2024-04.csv', csvOf('2024-04'));
    expect(await plan()).toMatchObject({
      decision: { kind: 'retrain', reasons: ['New data: 2024-04.'] },
      periods: { train: ['2024-02', '2024-03'], holdout: ['2024-04'] },
      known: ['2024-01', '2024-02', '2024-03', '2024-04'],
    });
  });

  it('leaps over months that no window holds any more', async () => {
    const { plan, server } = await start('2025-01-10');
    for (const month of ['2024-04', '2024-08', '2024-09', '2024-10'])
      server.files.set(`${month}.csv`, csvOf(month));
    expect(await plan()).toMatchObject({
      decision: { reasons: ['New data: 2024-08, 2024-09, 2024-10.'] },
      periods: { train: ['2024-08', '2024-09'], holdout: ['2024-10'] },
    });
    expect(server.asked).not.toContain('GET 2024-04.csv');
  });

  it('goes no further than the month that it is asked for', async () => {
    const { plan, server } = await start();
    for (const month of ['2024-04', '2024-05']) server.files.set(`${month}.csv`, csvOf(month));
    expect((await plan({ period: '2024-04' })).periods.holdout).toEqual(['2024-04']);
    const error = await errorOf(() => plan({ period: '2024-06' }));
    expect([error.code, error.message]).toEqual(['not-found', '2024-06 is no new month of the source']);
    expect((await errorOf(() => plan({ period: '2024-03' }))).message).toBe(
      '2024-03 is no new month of the source',
    );
  });

  it('puts an invalid month aside, where nothing finds it, and waits', async () => {
    const { plan, server, root } = await start();
    const broken = csvOf('2024-04').replace(/,[\d.]+,([a-d])\n/, ',,$1\n');
    server.files.set('2024-04.csv', broken);
    const { decision, invalid, known, periods } = await plan();
    expect(decision.kind).toBe('wait');
    expect(invalid).toMatchObject([{ period: '2024-04', faults: [{ rows: 1 }] }]);
    expect(invalid[0]!.faults[0]!.message).toContain('miles');
    expect({ known, holdout: periods.holdout }).toEqual({ known: [...MONTHS], holdout: ['2024-03'] });
    expect(readFileSync(join(root, 'out/cache/quarantine/parcels_2024-04.csv'), 'utf8')).toBe(broken);
    // The publisher has put it right.
    server.files.set('2024-04.csv', csvOf('2024-04'));
    expect(await plan()).toMatchObject({ decision: { kind: 'retrain' }, invalid: [] });
  });

  it('takes the last month that is valid for the newest', async () => {
    const { plan, server } = await start();
    server.files.set('2024-04.csv', csvOf('2024-04'));
    server.files.set('2024-05.csv', 'started,minutes\n2024-05-01,7\n');
    const { decision, invalid, periods } = await plan();
    expect(decision.reasons).toEqual(['New data: 2024-04.']);
    expect(invalid).toMatchObject([{ period: '2024-05', faults: [{ rows: undefined }] }]);
    expect(periods.holdout).toEqual(['2024-04']);
  });

  it('tells of a month that was published anew, and goes on with the one that is locked', async () => {
    const { plan, server, root } = await start();
    server.files.set('2024-03.csv', csvOf('2024-03').replace('a\n', 'b\n'));
    server.files.set('2024-04.csv', csvOf('2024-04'));
    const { decision, republished } = await plan();
    expect(decision.kind).toBe('retrain');
    expect(republished).toMatchObject([{ period: '2024-03', source: 'parcels_2024-03.csv' }]);
    expect(republished[0]!.found).not.toBe(republished[0]!.locked);
    expect(existsSync(join(root, 'out/cache/published/parcels_2024-03.csv'))).toBe(false);
  });

  it('does not take a month for published anew that is not there any more', async () => {
    const { plan, server } = await start();
    server.files.delete('2024-02.csv');
    expect((await plan()).republished).toEqual([]);
  });

  it('warns of a month that is overdue', async () => {
    const { plan, root } = await start('2024-06-05');
    const path = join(root, 'models/parcels/model.yaml');
    const check = 'checks:\n  - { freshness_days: 60, severity: warning }';
    writeFileSync(path, readFileSync(path, 'utf8').replace('checks:', check));
    expect((await plan()).warnings).toEqual([
      '2024-04 is overdue: 2024-03 ended 65 days ago, and freshness_days is 60.',
    ]);
  });

  it('ends in an error, not in "nothing new", where the publisher is out of order', async () => {
    const { plan, server } = await start();
    server.broken = 404;
    expect((await errorOf(plan)).message).toBe(
      'the source has no month after 2024-03, and not 2024-03 either',
    );
    server.broken = 401;
    expect((await errorOf(plan)).code).toBe('network');
  });

  it('trains where a person asks, with nothing new', async () => {
    const { plan } = await start();
    expect(await plan({ asked: true })).toMatchObject({
      decision: { kind: 'retrain', reasons: ['It was asked for.'] },
      periods: { train: ['2024-01', '2024-02'], holdout: ['2024-03'] },
    });
  });
});
