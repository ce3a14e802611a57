import { describe, expect, it, test } from 'vitest';
import { compareDocument } from '../../pipeline/site/compare-document.ts';
import { compareVersions } from '../../pipeline/site/compare-versions.ts';
import { driftHistory } from '../../pipeline/site/drift-history.ts';
import { errorHistory, periodsText } from '../../pipeline/site/error-history.ts';
import { holdoutInterval } from '../../pipeline/site/holdout-interval.ts';
import { pageVersions } from '../../pipeline/site/page-document.ts';
import { pairedTerms } from '../../pipeline/site/paired-terms.ts';
import { versionSummary } from '../../pipeline/site/version-summary.ts';
import { watchedMonths } from '../../pipeline/site/watched-months.ts';
import { shownMonth, siteVersion, TAXI } from './site-version-case.ts';

const v1 = siteVersion({ version: 'v1', period: '2021-02', rmse: 5.2, vendors: { 1: 500, 2: 500 } });
const v2 = siteVersion({
  version: 'v2',
  status: 'champion',
  period: '2021-03',
  rmse: 4.8,
  champion: { version: 'v1', rmse: 5 },
  vendors: { 1: 500, 2: 500 },
});
const v3 = siteVersion({
  version: 'v3',
  status: 'rolled-back',
  period: '2021-04',
  rmse: 4.6,
  vendors: { 1: 900, 2: 100 },
});
const versions = [v1, v2, v3];
const errors = errorHistory(versions);

test('a version is known on its own holdout, and on those it was challenged on as the champion', () => {
  expect(errors.periods).toEqual(['2021-02', '2021-03', '2021-04']);
  expect(
    errors.versions.map(({ name, points }) => [name, points.map(({ period, rmse }) => [period, rmse])]),
  ).toEqual([
    [
      'v1',
      [
        ['2021-02', 5.2],
        ['2021-03', 5],
      ],
    ],
    ['v2', [['2021-03', 4.8]]],
    ['v3', [['2021-04', 4.6]]],
  ]);
  expect(errors.comparisons.map(({ name, points }) => [name, points.length])).toEqual([['mean', 3]]);
});

test('several months are written as a span', () => {
  expect(periodsText(['2021-02'])).toBe('2021-02');
  expect(periodsText(['2021-02', '2021-03', '2021-04'])).toBe('2021-02 to 2021-04');
});

describe('errors on months that versions were scored on', () => {
  const scores = [
    { version: 'v1', period: '2021-01', rmse: 4.9, isTrained: true },
    { version: 'v1', period: '2021-02', rmse: 5.3, isTrained: false },
    { version: 'v2', period: '2021-04', rmse: 4.7, isTrained: false },
  ];
  const found = errorHistory(versions, scores);

  it('stand beside what the gate measured, which goes before them on the months that it judged', () => {
    expect(found.periods).toEqual(['2021-01', '2021-02', '2021-03', '2021-04']);
    expect(found.versions.map(({ name, points }) => [name, points.map(({ rmse }) => rmse)])).toEqual([
      ['v1', [4.9, 5.2, 5]],
      ['v2', [4.8, 4.7]],
      ['v3', [4.6]],
    ]);
  });

  it('tell which months a version was trained on', () => {
    expect(found.versions[0]!.points.map(({ isTrained }) => isTrained)).toEqual([true, false, false]);
  });
});

describe('drift by column and month', () => {
  const column = (name: string, score: number | null, more: object = {}) => ({
    name,
    role: 'number',
    impact: 0.1,
    drifted: false,
    test: score === null ? null : { method: 'psi', score, threshold: 0.05 },
    ...more,
  });
  const drift = driftHistory([
    shownMonth('2021-02', [column('a', 0.01), column('duration', 0.5, { role: 'target' })]),
    shownMonth('2021-03', [column('b', 0.15, { drifted: true }), column('a', 0.02), column('c', null)]),
  ]);

  it('is the score as a share of its threshold', () => {
    const shares = drift.columns.map(({ name, cells }) => [
      name,
      drift.periods.map((period) => cells.get(period)?.share),
    ]);
    expect(shares).toEqual([
      ['b', [undefined, expect.closeTo(3, 12)]],
      ['a', [expect.closeTo(0.2, 12), expect.closeTo(0.4, 12)]],
      ['duration', [expect.closeTo(10, 12), undefined]],
    ]);
  });

  it('puts the column that moved farthest first, what is predicted last, and leaves out what was never tested', () => {
    expect(drift.columns.map(({ name }) => name)).toEqual(['b', 'a', 'duration']);
    expect(drift.columns[0]!.cells.get('2021-03')).toMatchObject({ drifted: true, impact: 0.1 });
  });
});

describe('a month that was looked at several times', () => {
  const seenBy = (period: string, version: string) => ({ ...shownMonth(period, []), version });

  it('is shown once: as the version that is live sees it, else as it was recorded last', () => {
    const shown = watchedMonths(
      [seenBy('2021-03', 'v1'), seenBy('2021-02', 'v1'), seenBy('2021-03', 'v2')],
      [seenBy('2021-04', 'v3'), seenBy('2021-02', 'v3')],
    );
    expect(shown.map(({ period, version }) => [period, version])).toEqual([
      ['2021-02', 'v3'],
      ['2021-03', 'v2'],
      ['2021-04', 'v3'],
    ]);
  });
});

describe('comparing two versions', () => {
  const [one, two, three] = versions.map((version) => versionSummary(version, 500)) as [
    ReturnType<typeof versionSummary>,
    ReturnType<typeof versionSummary>,
    ReturnType<typeof versionSummary>,
  ];

  it('takes the difference that the gate measured, and turns it round with the versions', () => {
    const judged = {
      difference: expect.closeTo(-0.2, 12),
      lower: -0.3,
      upper: -0.1,
      alpha: 0.05,
      periods: ['2021-03'],
    };
    expect(compareVersions(two, one, errors).judged).toEqual(judged);
    expect(compareVersions(one, two, errors).judged).toEqual({
      ...judged,
      difference: expect.closeTo(0.2, 12),
      lower: 0.1,
      upper: 0.3,
    });
    expect(compareVersions(one, three, errors).judged).toBeUndefined();
  });

  it('sets their errors side by side by month, with nothing where one is not known', () => {
    expect(compareVersions(one, two, errors).months).toEqual([
      { period: '2021-02', rmse: [5.2, undefined] },
      { period: '2021-03', rmse: [5, 4.8] },
    ]);
    expect(compareVersions(one, two, errors).isSameHoldout).toBe(false);
  });

  it('leaves out the error on months that a version was trained on', () => {
    const trained = { version: 'v2', period: '2021-02', rmse: 3.9, isTrained: true };
    expect(compareVersions(one, two, errorHistory(versions, [trained])).months[0]).toEqual({
      period: '2021-02',
      rmse: [5.2, undefined],
    });
  });

  it('orders the keys of a slice as people expect them, and leaves out those of few rows', () => {
    const { slices } = compareVersions(one, two, errors);
    const weekdays = slices.find(({ slice }) => slice === 'weekday')!;
    expect(weekdays.keys.map(({ key }) => key)).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday',
    ]);
    const few = versionSummary(v1, Number.POSITIVE_INFINITY);
    expect(few.slices.every(({ keys }) => keys.length === 0)).toBe(true);
  });

  it('knows the drift between every two, the earlier one as the reference', () => {
    const { drift } = compareDocument(versions, errors, TAXI.contract);
    expect(Object.keys(drift['v1']!)).toEqual(['v2', 'v3']);
    expect(drift['v3']).toEqual({});
    expect(drift['v1']!['v3']!['VendorID']).toBeGreaterThan(0.5);
  });
});

describe('the versions that a page predicts with', () => {
  it('are the champion and the newest of the others', () => {
    expect(pageVersions(versions).map(({ version, role }) => [version, role])).toEqual([
      ['v2', 'champion'],
      ['v3', 'challenger'],
    ]);
    expect(pageVersions([{ ...v1, status: 'champion' }]).map(({ version }) => version)).toEqual(['v1']);
  });

  it('come with the sums of their files, as the manifest has them', () => {
    const [champion] = pageVersions([v2]);
    expect(champion!.files['model.json']).toEqual({
      path: 'versions/v2/model.json',
      sha256: v2.manifest.files.find(({ path }) => path === 'model.json')!.sha256,
    });
  });
});

describe('the interval of a prediction', () => {
  const metrics = {
    errorQuantiles: { '0.01': -20, '0.05': -9, '0.25': -2, '0.75': 3, '0.95': 6, '0.99': 12 },
  };

  it('is the prediction less the quantiles of prediction less truth', () => {
    expect(holdoutInterval(20, metrics, [1, 60])).toEqual({ low: 14, high: 29, share: 0.9 });
    expect(holdoutInterval(20, metrics, [1, 60], 0.5)).toEqual({ low: 17, high: 22, share: 0.5 });
  });

  it('stays in the range that the target is kept in', () => {
    expect(holdoutInterval(4, metrics, [1, 60])).toMatchObject({ low: 1, high: 13 });
    expect(holdoutInterval(58, metrics, [1, 60])).toMatchObject({ low: 52, high: 60 });
  });
});

test('terms of two models stand side by side, and each column adds up to its prediction', () => {
  const term = (name: string, effect: number, group = 'direct') => ({ term: name, effect, group });
  const first = { constant: 1, terms: [term('miles', 8), term('night', -3, 'time'), term('rain', 0.5)] };
  const second = { constant: 2, terms: [term('miles', 6), term('zone', -4, 'zone'), term('rain', 0.25)] };
  expect(pairedTerms([first, second], 3)).toEqual([
    { term: 'constant', group: '', effects: [1, 2] },
    { term: 'miles', group: 'direct', effects: [8, 6] },
    { term: 'zone', group: 'zone', effects: [0, -4] },
    { term: 'night', group: 'time', effects: [-3, 0] },
    { term: '1 smaller term', group: '', effects: [0.5, 0.25] },
  ]);
  expect(pairedTerms([first], Number.POSITIVE_INFINITY)).toHaveLength(4);
});
