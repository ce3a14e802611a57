import { describe, expect, it } from 'vitest';
import type { MonitorReport } from '../../pipeline/monitor/monitor-report.ts';
import type { RegistryEvent } from '../../pipeline/publish/registry-event.ts';
import { driftHistory } from '../../pipeline/site/drift-history.ts';
import { healthOf } from '../../pipeline/site/health.ts';
import type { SiteVersion } from '../../pipeline/site/site-version.ts';
import { siteVersion, TAXI } from './site-version-case.ts';

const { contract } = TAXI;
const v1 = siteVersion({ version: 'v1', period: '2021-02', rmse: 5.2, vendors: { 1: 500, 2: 500 } });
const v2 = siteVersion({ version: 'v2', period: '2021-03', rmse: 4.8, vendors: { 1: 900, 2: 100 } });

const event = (kind: RegistryEvent['event'], version: string, more: object = {}) =>
  ({
    event: kind,
    version,
    digest: version,
    at: '2024-05-01T06:30:00.000Z',
    reason: 'so it was',
    ...more,
  }) as RegistryEvent;
const promoted = (version: string, basis: string, more: object = {}) =>
  event('promoted', version, { basis, ...more });

const health = (events: readonly RegistryEvent[], versions: readonly SiteVersion[], monitor?: object) =>
  healthOf({
    contract,
    events,
    versions,
    drift: driftHistory(versions, contract),
    monitor: monitor as MonitorReport | undefined,
  });

describe('what is live', () => {
  it('is nothing before the first version', () => {
    expect(health([], [])).toMatchObject({ live: undefined, tone: 'unknown', word: 'Nothing is live' });
  });

  it('is nothing once every version was taken back', () => {
    const found = health([promoted('v1', 'first'), event('rolled-back', 'v1')], [v1]);
    expect(found.checks.map(({ sentence }) => sentence)).toEqual(['Every version was taken back.']);
  });

  it('is healthy once the gate let it through and its error is below the ceiling', () => {
    const found = health([promoted('v1', 'first')], [v1]);
    expect(found).toMatchObject({
      live: v1,
      tone: 'good',
      word: 'Healthy',
      since: '2024-05-01T06:30:00.000Z',
    });
    expect(found.checks.map(({ what, sentence }) => `${what}: ${sentence}`)).toEqual([
      'Gate: It passed every rule as the first model.',
      'Error: RMSE 5.200 min on 2021-02, below the ceiling of 8.000.',
      'Drift: No version before it whose data could be compared.',
    ]);
  });

  it('tells the columns whose data moved, which alone is no fault', () => {
    const found = health([promoted('v1', 'first'), promoted('v2', 'better')], [v1, v2]);
    expect(found).toMatchObject({ live: v2, tone: 'good' });
    expect(found.checks.at(-1)!.sentence).toBe(
      'Its data moved from that of v1 in VendorID; it was trained on what moved.',
    );
  });

  it('is worth a look after a rollback, since when it counts as live', () => {
    const back = promoted('v1', 'rollback', { at: '2024-06-01T00:00:00.000Z', reason: 'v2 ran long.' });
    const found = health(
      [promoted('v1', 'first'), promoted('v2', 'better'), event('rolled-back', 'v2'), back],
      [v1, v2],
    );
    expect(found).toMatchObject({ live: v1, tone: 'wait', since: '2024-06-01T00:00:00.000Z' });
    expect(found.checks[0]!.sentence).toBe('It is back by a rollback: v2 ran long.');
  });

  it('is not healthy with an error at the ceiling', () => {
    const bad = siteVersion({ version: 'v1', period: '2021-02', rmse: 8 });
    expect(health([promoted('v1', 'first')], [bad])).toMatchObject({ tone: 'bad', word: 'Not healthy' });
  });

  it('is not healthy where monitoring saw the error grow, and worth a look where data only moved', () => {
    const report = (kind: string, causes: readonly string[]) => ({
      current: { period: '2021-04' },
      verdict: { kind, causes, reasons: ['So it looks.'] },
    });
    const found = health([promoted('v1', 'first')], [v1], report('alarm', ['drift', 'decay']));
    expect(found.tone).toBe('bad');
    expect(found.checks.at(-1)).toEqual({ what: 'Data of 2021-04', tone: 'bad', sentence: 'So it looks.' });
    expect(health([promoted('v1', 'first')], [v1], report('alarm', ['drift', 'slice'])).tone).toBe('wait');
    expect(health([promoted('v1', 'first')], [v1], report('healthy', [])).tone).toBe('good');
  });
});
