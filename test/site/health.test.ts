import { describe, expect, it } from 'vitest';
import type { RegistryEvent } from '../../pipeline/publish/registry-event.ts';
import { championOf, versionsOf } from '../../pipeline/publish/registry-state.ts';
import { type IncidentRecord, incidentRecord } from '../../pipeline/records/incident-record.ts';
import { deployedStates } from '../../pipeline/site/deployed-states.ts';
import { healthOf } from '../../pipeline/site/health.ts';
import { type Incident, incidentsOf } from '../../pipeline/site/incidents.ts';
import type { SiteVersion } from '../../pipeline/site/site-version.ts';
import type { ShownMonth } from '../../pipeline/site/watched-months.ts';
import { shownMonth, siteVersion, TAXI } from './site-version-case.ts';

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

interface Known {
  readonly months?: readonly ShownMonth[];
  readonly incidents?: readonly Incident[];
}

/** Health once events left versions in production as they say. */
const health = (
  events: readonly RegistryEvent[],
  versions: readonly SiteVersion[],
  { months = [], incidents }: Known = {},
) => {
  const champion = championOf(events)?.version;
  const deployed = versions.map((one) =>
    one.version === champion ? { ...one, status: 'champion' as const } : one,
  );
  return healthOf({ contract, events, versions: deployed, months, incidents });
};

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
      live: { version: 'v1' },
      tone: 'good',
      word: 'Healthy',
      since: '2024-05-01T06:30:00.000Z',
    });
    expect(found.checks.map(({ what, sentence }) => `${what}: ${sentence}`)).toEqual([
      'Gate: It passed every rule as the first model.',
      'Error: RMSE 5.200 min on 2021-02, below the ceiling of 8.000.',
      'Newest month: No month was watched with it live yet.',
    ]);
  });

  it('is worth a look after a rollback, since when it counts as live', () => {
    const back = promoted('v1', 'rollback', { at: '2024-06-01T00:00:00.000Z', reason: 'v2 ran long.' });
    const found = health(
      [promoted('v1', 'first'), promoted('v2', 'better'), event('rolled-back', 'v2'), back],
      [v1, v2],
    );
    expect(found).toMatchObject({ live: { version: 'v1' }, tone: 'wait', since: '2024-06-01T00:00:00.000Z' });
    expect(found.checks[0]!.sentence).toBe('It is back by a rollback: v2 ran long.');
  });

  it('is not healthy with an error at the ceiling', () => {
    const bad = siteVersion({ version: 'v1', period: '2021-02', rmse: 8 });
    expect(health([promoted('v1', 'first')], [bad])).toMatchObject({ tone: 'bad', word: 'Not healthy' });
  });

  describe('by the newest month that it was live in', () => {
    const seen = (
      period: string,
      kind: 'healthy' | 'alarm',
      causes: ShownMonth['verdict']['causes'],
      version = 'v1',
    ) => ({
      ...shownMonth(period, []),
      version,
      verdict: { kind, causes, reasons: ['So it looks.', 'And so.'] },
    });
    const afterMonths = (...months: readonly ShownMonth[]) =>
      health([promoted('v1', 'first')], [v1], { months });

    it('is not healthy where the error has grown', () => {
      const found = afterMonths(seen('2021-03', 'healthy', []), seen('2021-04', 'alarm', ['drift', 'decay']));
      expect(found.tone).toBe('bad');
      expect(found.checks.at(-1)).toEqual({
        what: 'Data of 2021-04',
        tone: 'bad',
        sentence: 'So it looks. And 1 further finding.',
      });
    });

    it('is worth a look where data only moved, and healthy where they did not', () => {
      expect(afterMonths(seen('2021-04', 'alarm', ['drift', 'slice'])).tone).toBe('wait');
      expect(afterMonths(seen('2021-04', 'alarm', ['decay']), seen('2021-05', 'healthy', [])).tone).toBe(
        'good',
      );
    });

    it('does not answer for what the version before it saw', () => {
      const found = afterMonths(seen('2021-04', 'alarm', ['decay'], 'v0'));
      expect(found).toMatchObject({ tone: 'good', word: 'Healthy' });
      expect(found.checks.at(-1)).toMatchObject({ tone: 'unknown' });
    });
  });

  describe('by its incidents', () => {
    const incident = (number: number, kind: string, closedAt?: string): Incident => ({
      kind,
      number,
      url: `https://github.com/octo/taxi/issues/${number}`,
      title: `about ${kind}`,
      openedAt: '2024-06-01T00:00:00.000Z',
      closedAt,
    });
    const beside = (...incidents: readonly Incident[]) =>
      health([promoted('v1', 'first')], [v1], { incidents });

    it('is not healthy while one is open, and worth a look while that is about drift', () => {
      const found = beside(incident(7, 'data'), incident(8, 'drift'));
      expect(found.tone).toBe('bad');
      expect(found.checks.at(-1)).toMatchObject({
        what: '2 open incidents',
        sentence: '#7 about data; #8 about drift.',
      });
      expect(beside(incident(8, 'drift')).tone).toBe('wait');
    });

    it('is healthy once all are closed', () => {
      const found = beside(incident(7, 'data', '2024-06-02T00:00:00.000Z'));
      expect(found.tone).toBe('good');
      expect(found.checks.at(-1)!.sentence).toBe('None is open.');
    });
  });

  it('is what was deployed, until the champion of the registry is; and not healthy until then', () => {
    const events = [
      event('registered', 'v1'),
      promoted('v1', 'first'),
      event('registered', 'v2'),
      promoted('v2', 'better'),
    ];
    const states = deployedStates(versionsOf(events), 'v1');
    expect(states.map(({ version, status }) => [version, status])).toEqual([
      ['v1', 'champion'],
      ['v2', 'registered'],
    ]);
    const versions = [v1, v2].map((one, i) => ({ ...one, status: states[i]!.status }));
    const found = healthOf({ contract, events, versions, months: [], incidents: undefined });
    expect(found).toMatchObject({ live: { version: 'v1' }, tone: 'bad' });
    expect(found.checks[0]!.sentence).toBe(
      "The registry's champion is v2, but it has not been deployed: v1 is still in production.",
    );
    expect(deployedStates(versionsOf(events), undefined)).toEqual(versionsOf(events));
  });
});

describe('incidents', () => {
  const line = (number: number, happened: IncidentRecord['event'], at: string, more: object = {}) =>
    incidentRecord({
      model: 'taxi',
      at,
      kind: 'drift',
      event: happened,
      number,
      url: `https://github.com/octo/taxi/issues/${number}`,
      title: `Incident ${number}`,
      runUrl: 'https://github.com/octo/taxi/actions/runs/1',
      ...more,
    });

  it('go from their opening to their end; those that are open come first', () => {
    const found = incidentsOf([
      line(1, 'opened', '2024-01-01T00:00:00.000Z'),
      line(2, 'opened', '2024-02-01T00:00:00.000Z'),
      line(2, 'updated', '2024-02-08T00:00:00.000Z', { title: 'Incident 2, worse' }),
      line(1, 'closed', '2024-03-01T00:00:00.000Z', { answeredBy: 'https://github.com/octo/taxi/pull/3' }),
      line(4, 'opened', '2024-04-01T00:00:00.000Z'),
      line(4, 'closed', '2024-05-01T00:00:00.000Z'),
    ]);
    expect(
      found.map(({ number, title, openedAt, closedAt, answeredBy }) => [
        number,
        title,
        openedAt.slice(0, 10),
        closedAt?.slice(0, 10),
        answeredBy,
      ]),
    ).toEqual([
      [2, 'Incident 2, worse', '2024-02-01', undefined, undefined],
      [4, 'Incident 4', '2024-04-01', '2024-05-01', undefined],
      [1, 'Incident 1', '2024-01-01', '2024-03-01', 'https://github.com/octo/taxi/pull/3'],
    ]);
  });
});
