import { describe, expect, it } from 'vitest';
import { freshnessOf, volumeOf } from '../../pipeline/monitor/calendar.ts';
import { chooseMethod } from '../../pipeline/monitor/choose-method.ts';
import { impactOf } from '../../pipeline/monitor/impact.ts';
import { keptRange } from '../../pipeline/monitor/kept-range.ts';
import { schemaDrift } from '../../pipeline/monitor/schema-drift.ts';
import { shareShift } from '../../pipeline/monitor/share-shift.ts';
import { tenths } from '../../pipeline/monitor/tenths.ts';
import type { PairedCounts } from '../../pipeline/monitor/tests/drift-test.ts';
import type { Profile } from '../../pipeline/validate/profile.ts';

const labels = (reference: number[], current: number[]): PairedCounts => ({
  kind: 'category',
  names: reference.map((_, i) => `l${i}`),
  values: [],
  halfWidths: [],
  reference,
  current,
});
const numbers = (values: number[], reference: number[], current: number[]): PairedCounts => ({
  ...labels(reference, current),
  kind: 'number',
  values,
  halfWidths: values.map(() => 0),
});
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('the test of a column', () => {
  it.each([
    ['few rows of a number', numbers([1, 2], [10, 10], [500, 500]), 'kolmogorov-smirnov'],
    ['a number of few values', numbers([1, 2], [1000, 0], [500, 500]), 'jensen-shannon'],
    [
      'a number',
      numbers(
        range(100),
        range(100).map(() => 50),
        range(100).map(() => 20),
      ),
      'wasserstein',
    ],
    [
      'a number of huge values',
      numbers(
        [...range(99), 1e6],
        range(100).map(() => 50),
        range(100).map(() => 20),
      ),
      'kolmogorov-smirnov',
    ],
    ['few rows of labels', labels([10, 20], [3000, 20]), 'chi-square'],
    ['labels', labels([1000, 20], [3000, 20]), 'psi'],
    [
      'many labels',
      labels(
        range(60).map(() => 50),
        range(60).map(() => 50),
      ),
      'jensen-shannon',
    ],
  ])('suits %s', (_, counts, method) => {
    const chosen = chooseMethod(counts);
    expect(chosen.method).toBe(method);
    expect(chosen.reason.length).toBeGreaterThan(20);
  });
});

describe('the shift of a share', () => {
  it("is Cohen's h, and drifts beyond what neighbouring months differ by", () => {
    // 2 * np.arcsin(np.sqrt(.1034)) - 2 * np.arcsin(np.sqrt(.0744))
    const shift = shareShift({ count: 10_340, rows: 100_000 }, { count: 7_440, rows: 100_000 });
    expect(shift.score).toBeCloseTo(0.10222146735581494, 12);
    expect(shift.drifted).toBe(true);
  });

  it('is noise where there are few rows', () => {
    expect(shareShift({ count: 10, rows: 100 }, { count: 20, rows: 100 }).drifted).toBe(false);
  });

  it('is none between empty samples', () => {
    expect(shareShift({ count: 0, rows: 0 }, { count: 0, rows: 0 }).score).toBe(0);
  });
});

describe('the impact of a shift', () => {
  const column = {
    counts: labels([90, 10], [50, 50]),
    nulls: { reference: 0, current: 0 },
  };

  it('is how far predictions move where the column has other values', () => {
    expect(impactOf(column, { cells: [10, 14], nulls: 0 }).expected).toBeCloseTo(1.6, 12);
    expect(impactOf(column, { cells: [14, 10], nulls: 0 })).toMatchObject({
      expected: expect.closeTo(1.6, 12),
      mean: expect.closeTo(-1.6, 12),
    });
  });

  it('is none where the model makes nothing of the column', () => {
    expect(impactOf(column, { cells: [7, 7], nulls: 7 })).toEqual({ expected: 0, mean: 0 });
  });

  it('counts moves up and moves down, which cancel in the mean', () => {
    const spread = { counts: labels([0, 100, 0], [50, 0, 50]), nulls: { reference: 0, current: 0 } };
    const { expected, mean } = impactOf(spread, { cells: [5, 8, 11], nulls: 0 });
    expect(expected).toBeCloseTo(3, 12);
    expect(mean).toBeCloseTo(0, 12);
  });

  it('takes nulls for a value of their own', () => {
    const lost = { counts: labels([100], [50]), nulls: { reference: 0, current: 50 } };
    expect(impactOf(lost, { cells: [10], nulls: 12 }).mean).toBeCloseTo(1, 12);
  });
});

describe('the tenths of a number', () => {
  it('are ranges of a tenth of the reference', () => {
    const cells = tenths(
      numbers(
        range(100),
        range(100).map(() => 1),
        range(100).map((i) => (i < 10 ? 10 : 0)),
      ),
    );
    expect(cells.reference).toEqual(range(10).map(() => 10));
    expect(cells.current).toEqual([100, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('are fewer where one value takes several of them', () => {
    expect(tenths(numbers([0, 1, 2], [80, 10, 10], [1, 2, 3])).current).toEqual([1, 2, 3]);
  });
});

it('cells outside the range of the target are not compared', () => {
  const column = {
    counts: numbers([-5, 1, 30, 90], [1, 2, 3, 4], [4, 3, 2, 1]),
    nulls: { reference: 1, current: 0 },
  };
  expect(keptRange(column, [1, 60]).counts).toMatchObject({
    values: [1, 30],
    reference: [2, 3],
    current: [3, 2],
  });
});

describe('the calendar of a month', () => {
  const profileOf = (days: Record<string, number>): Profile => ({
    schemaVersion: 1,
    rows: 0,
    days,
    columns: {},
    target: { name: 'minutes', histogram: { bins: [], nulls: 0, coarseness: 0 } },
  });
  const month = (period: string, days: number, rows: number) =>
    profileOf(
      Object.fromEntries(range(days).map((day) => [`${period}-${String(day + 1).padStart(2, '0')}`, rows])),
    );
  const february = [Date.UTC(2021, 1, 1), Date.UTC(2021, 2, 1)] as const;

  it('is ordinary with as many rows a day', () => {
    expect(volumeOf(month('2021-01', 31, 100), month('2021-02', 28, 90), february)).toMatchObject({
      ratio: 0.9,
      drifted: false,
    });
  });

  it.each([
    ['half its rows', month('2021-02', 28, 50)],
    ['twice its rows', month('2021-02', 28, 200)],
    ['a day missing', month('2021-02', 27, 100)],
  ])('is not with %s', (_, current) => {
    expect(volumeOf(month('2021-01', 31, 100), current, february).drifted).toBe(true);
  });

  it('lets days be missing where they always are', () => {
    expect(volumeOf(month('2021-01', 20, 100), month('2021-02', 20, 100), february).drifted).toBe(false);
  });

  it('is stale beyond the days that the contract allows', () => {
    const profile = month('2021-02', 28, 1);
    expect(freshnessOf(profile, 30, '2021-03-30')).toMatchObject({
      lastDay: '2021-02-28',
      ageDays: 30,
      drifted: false,
    });
    expect(freshnessOf(profile, 30, '2021-03-31').drifted).toBe(true);
    expect(freshnessOf(profile, 30, undefined)).toMatchObject({ ageDays: null, drifted: false });
    expect(freshnessOf(profileOf({}), 30, undefined).drifted).toBe(true);
  });
});

describe('the schema of a month', () => {
  const contract = {
    columns: { miles: { type: 'number', from: ['distance', 'miles'] }, zone: { type: 'category' } },
  } as const;
  const before = [
    ['distance', 'float64'],
    ['zone', 'int64'],
    ['fee', 'null'],
  ] as const;
  const drift = (...after: (readonly [string, string])[]) =>
    schemaDrift(contract as never, before, after).alarms;

  it('may change in width, and in what the contract does not read', () => {
    expect(drift(['distance', 'float32'], ['zone', 'int32'], ['tip', 'float64'])).toEqual([]);
  });

  it('alarms where a column that is read has another name or holds something else', () => {
    expect(drift(['miles', 'float64'], ['zone', 'string'])).toEqual([
      'distance is gone; another of its names stands for it',
      'zone was int64 and is string',
    ]);
  });
});
