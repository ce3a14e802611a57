import { describe, expect, it, test } from 'vitest';
import { compareDocument } from '../../pipeline/site/compare-document.ts';
import { compareVersions } from '../../pipeline/site/compare-versions.ts';
import { driftHistory } from '../../pipeline/site/drift-history.ts';
import { errorHistory, periodsText } from '../../pipeline/site/error-history.ts';
import { holdoutInterval } from '../../pipeline/site/holdout-interval.ts';
import { pageVersions } from '../../pipeline/site/page-document.ts';
import { pairedTerms } from '../../pipeline/site/paired-terms.ts';
import { versionSummary } from '../../pipeline/site/version-summary.ts';
import { siteVersion, TAXI } from './site-version-case.ts';

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

describe('drift from version to version', () => {
  const drift = driftHistory(versions, TAXI.contract);

  it('is none where the data are the same, and the PSI by hand where they are not', () => {
    // Shares with half a row added to each cell; both columns have a cell for other labels.
    const [e, a] = [
      [500.5, 500.5, 0.5],
      [900.5, 100.5, 0.5],
    ].map((cells) => cells.map((n) => n / 1001.5)) as [number[], number[]];
    const psi = a.reduce((sum, share, i) => sum + (share - e[i]!) * Math.log(share / e[i]!), 0);
    expect(
      drift.steps.map(({ before, version, psi: found }) => [before, version, found['VendorID']]),
    ).toEqual([
      ['v1', 'v2', 0],
      ['v2', 'v3', expect.closeTo(psi, 12)],
    ]);
  });

  it('puts the column that moved most first, and takes the threshold of the contract', () => {
    expect(drift.columns[0]).toBe('VendorID');
    expect(drift.threshold).toBe(0.1);
    expect(driftHistory([v1], { checks: [] })).toEqual({ steps: [], columns: [], threshold: 0.1 });
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
  const term = (name: string, minutes: number, group = 'direct') => ({ term: name, minutes, group });
  const first = { constant: 1, terms: [term('miles', 8), term('night', -3, 'time'), term('rain', 0.5)] };
  const second = { constant: 2, terms: [term('miles', 6), term('zone', -4, 'zone'), term('rain', 0.25)] };
  expect(pairedTerms([first, second], 3)).toEqual([
    { term: 'constant', group: '', minutes: [1, 2] },
    { term: 'miles', group: 'direct', minutes: [8, 6] },
    { term: 'zone', group: 'zone', minutes: [0, -4] },
    { term: 'night', group: 'time', minutes: [-3, 0] },
    { term: '1 smaller term', group: '', minutes: [0.5, 0.25] },
  ]);
  expect(pairedTerms([first], Number.POSITIVE_INFINITY)).toHaveLength(4);
});
