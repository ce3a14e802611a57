import { describe, expect, it } from 'vitest';
import type { Check, Contract } from '../../pipeline/contract/schema.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { PreparedSource } from '../../pipeline/ingest/prepared-index.ts';
import { type ValidationReport, validationReportSchema } from '../../pipeline/validate/report.ts';
import { statisticsSchema } from '../../pipeline/validate/statistics.ts';
import { finishStatistics, StatisticsCounter } from '../../pipeline/validate/statistics-counter.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { observe } from './observe.ts';

const SOURCE: PreparedSource = {
  file: 'rides_2021-01.parquet',
  bytes: 1,
  sha256: 'a'.repeat(64),
  rows: 4,
  schemaDigest: 'sha256:b',
  columns: [['pickup', 'timestamp[us]']],
  extra: ['fee'],
  notes: [],
};
const JANUARY = Date.UTC(2021, 0, 1);

/** Four rides of ten minutes on the first of January, unless told otherwise. */
function rides(numbers: Record<string, number[]> = {}, categories: Record<string, string[]> = {}): Block {
  const pickup = numbers.pickup ?? [0, 1, 2, 3].map((hour) => JANUARY + hour * 3_600_000);
  const dropoff = pickup.map((ms) => ms + 600_000);
  const fill = { dropoff, miles: [1, 2, 3, 4], riders: [1, 1, 1, 1] };
  return makeBlock(
    { ...fill, ...numbers, pickup },
    { zone: ['1', '2', '3', '4'], kind: ['street', 'street', 'phone', 'phone'], ...categories },
  );
}

function statisticsOf(contract: Contract, blocks: Block[], firstRow = 1) {
  const counter = new StatisticsCounter(contract, '2021-01');
  let row = firstRow;
  for (const block of blocks) {
    counter.add(observe(contract, block, row));
    row += block.rows;
  }
  return counter.state();
}

function judge(checks: Check[], block: Block, more: object = {}): ValidationReport {
  const contract: Contract = { ...RIDES, checks };
  // By way of JSON, as it comes out of the cache.
  const statistics = statisticsSchema.parse(
    JSON.parse(JSON.stringify(finishStatistics([statisticsOf(contract, [block])]))),
  );
  const report = validate({
    contract,
    period: '2021-01',
    source: SOURCE,
    statistics,
    asOf: '2021-02-01',
    ...more,
  });
  return validationReportSchema.parse(report);
}

const error = { severity: 'error' } as const;

interface Case {
  readonly check: Check;
  readonly good: Block;
  readonly bad: Block;
  readonly column: string | null;
  readonly count: number;
  readonly message: string;
  readonly samples: [row: number, value: string | number | null][];
}

const NAN = Number.NaN;
const CASES: Record<string, Case> = {
  range: {
    check: { range: 'miles', min: 0, max: 100, max_share: 0.25, ...error },
    good: rides({ miles: [0, 100, NAN, 101] }),
    bad: rides({ miles: [-1, 100, NAN, Infinity] }),
    column: 'miles',
    count: 2,
    message:
      'miles: expected a value from 0 to 100 in all but 25 % of the rows, found 2 of 4 rows (50 %) outside; look at the sample rows; if the source has really changed, change the range in model.yaml',
    samples: [
      [1, -1],
      [4, 'Infinity'],
    ],
  },
  'range of a category': {
    check: { range: 'zone', min: 1, max: 265, max_share: 0, ...error },
    good: rides({}, { zone: ['1', '265', '', '74'] }),
    bad: rides({}, { zone: ['1', '266', '', 'N/V'] }),
    column: 'zone',
    count: 2,
    message:
      'zone: expected a value from 1 to 265 in every row, found 2 of 4 rows (50 %) outside; look at the sample rows; if the source has really changed, change the range in model.yaml',
    samples: [
      [2, '266'],
      [4, 'N/V'],
    ],
  },
  allowed: {
    check: { allowed: 'kind', values: ['street', 'phone'], max_share: 0, ...error },
    good: rides({}, { kind: ['street', 'phone', '', 'street'] }),
    bad: rides({}, { kind: ['street', 'phone', '', 'app'] }),
    column: 'kind',
    count: 1,
    message:
      'kind: expected one of street, phone in every row, found 1 of 4 rows (25 %) with another value; add the value to the list in model.yaml if it is a real one',
    samples: [[4, 'app']],
  },
  'allowed numbers': {
    check: { allowed: 'riders', values: [1, 2], max_share: 0, ...error },
    good: rides({ riders: [1, 2, NAN, 1] }),
    bad: rides({ riders: [1, 2, NAN, 9] }),
    column: 'riders',
    count: 1,
    message:
      'riders: expected one of 1, 2 in every row, found 1 of 4 rows (25 %) with another value; add the value to the list in model.yaml if it is a real one',
    samples: [[4, 9]],
  },
  nulls: {
    check: { nulls: 'miles', max_share: 0.25, ...error },
    good: rides({ miles: [1, NAN, 1, 1] }),
    bad: rides({ miles: [NAN, NAN, 1, 1] }),
    column: 'miles',
    count: 2,
    message:
      'miles: expected a value in all but 25 % of the rows, found 2 of 4 rows (50 %) without one; ask the source for the column, or raise max_share in model.yaml if such rows are to be used',
    samples: [
      [1, null],
      [2, null],
    ],
  },
  'nulls of a category': {
    check: { nulls: 'kind', max_share: 0, ...error },
    good: rides(),
    bad: rides({}, { kind: ['', 'a', 'a', ''] }),
    column: 'kind',
    count: 2,
    message:
      'kind: expected a value in every row, found 2 of 4 rows (50 %) without one; ask the source for the column, or raise max_share in model.yaml if such rows are to be used',
    samples: [
      [1, null],
      [4, null],
    ],
  },
  'inside period': {
    check: { inside_period: 'pickup', max_share: 0, ...error },
    good: rides({ pickup: [JANUARY, NAN, JANUARY, Date.UTC(2021, 0, 31, 23, 59, 59, 999)] }),
    bad: rides({ pickup: [JANUARY - 1000, NAN, JANUARY, Date.UTC(2021, 1, 1)] }),
    column: 'pickup',
    count: 2,
    message:
      'pickup: expected a time in 2021-01 in every row, found 2 of 4 rows (50 %) outside; check that the file is the right month; stray rows of other months are usual in small numbers',
    samples: [
      [1, '2020-12-31 23:59:59'],
      [4, '2021-02-01 00:00:00'],
    ],
  },
  duplicates: {
    check: { duplicates: 'rows', max_share: 0.1, ...error },
    good: rides(),
    bad: rides(
      { pickup: new Array(4).fill(JANUARY), miles: [1, 1, 2, 1] },
      { zone: new Array(4).fill('1'), kind: new Array(4).fill('phone') },
    ),
    column: null,
    count: 2,
    message:
      'expected a row of its own in all but 10 % of the rows, found 2 of 4 rows (50 %) that repeat an earlier one; check that the file was not written or joined twice',
    samples: [[2, 'the same as row 1']],
  },
  filtered: {
    check: { filtered: 'rows', max_share: 0.25, ...error },
    good: rides({ dropoff: [JANUARY + 600_000, 0, JANUARY + 3 * 3_600_000, JANUARY + 4 * 3_600_000] }),
    bad: rides({ dropoff: [JANUARY + 600_000, 0, 0, JANUARY + 4 * 3_600_000] }),
    column: 'duration',
    count: 2,
    message:
      'duration: expected from 1 to 60 min in all but 25 % of the rows, found 2 of 4 rows (50 %) outside, and so left out; look at the sample rows: clocks, units or columns may have been swapped',
    samples: [
      [2, -(JANUARY + 3_600_000) / 60_000],
      [3, -(JANUARY + 7_200_000) / 60_000],
    ],
  },
  'row count': {
    check: { row_count: [4, 5_000_000], ...error },
    good: rides(),
    bad: makeBlock(
      { pickup: [JANUARY], dropoff: [JANUARY], miles: [1], riders: [1] },
      { zone: ['1'], kind: ['phone'] },
    ),
    column: null,
    count: 1,
    message:
      'expected 4 to 5,000,000 rows, found 1; check that the file is complete, or change row_count in model.yaml',
    samples: [],
  },
};

for (const [kind, { check, good, bad, column, count, message, samples }] of Object.entries(CASES)) {
  describe(`the ${kind} rule`, () => {
    it('passes at its limit', () => {
      const report = judge([check], good);
      expect(report.violations).toEqual([]);
      expect([report.ok, report.passed.length]).toEqual([true, 1]);
    });

    it('is violated beyond it, and says what was expected, what was found, where and what to do', () => {
      const report = judge([check], bad);
      expect(report.ok).toBe(false);
      expect(report.passed).toEqual([]);
      const [violation, ...others] = report.violations;
      expect(others).toEqual([]);
      expect(violation).toMatchObject({ column, count, message, severity: 'error' });
      expect(violation!.samples.map(({ row, value }) => [row, value])).toEqual(samples.slice(0, 3));
    });
  });
}

describe('the freshness rule', () => {
  const check: Check = { freshness_days: 31, severity: 'warning' };

  it('counts days from the last day inside the period that has rows to the day of the judgement', () => {
    const stray = rides({ pickup: [JANUARY, JANUARY, JANUARY, Date.UTC(2021, 5, 1)] });
    expect(judge([check], stray, { asOf: '2021-02-01' }).passed).toEqual(['freshness']);
    const report = judge([check], stray, { asOf: '2021-02-02' });
    expect(report.violations[0]).toMatchObject({
      column: 'pickup',
      count: 32,
      message:
        'expected rows at most 31 days old, found the last of 2021-01-01, 32 days before 2021-02-02; fetch a newer month',
    });
    expect(report.ok).toBe(true);
  });

  it('is violated when it cannot tell: no row inside the period, or no day to count to', () => {
    const outside = rides({ pickup: new Array(4).fill(Date.UTC(2020, 0, 1)) });
    for (const report of [judge([check], outside), judge([check], rides(), { asOf: 'today' })]) {
      expect(report.violations[0]).toMatchObject({ rule: 'freshness', severity: 'error' });
      expect(report.violations[0]!.message).toContain('expected to be able to judge this');
    }
  });
});

describe('the rule on distributions', () => {
  const check: Check = { psi: 'profile', max: 0.2, severity: 'warning' };
  const contract: Contract = { ...RIDES, checks: [check] };
  const profileOf = (block: Block) => finishStatistics([statisticsOf(contract, [block])]).profile;
  const many = (zone: string) =>
    makeBlock(
      {
        pickup: new Array(99).fill(JANUARY),
        dropoff: new Array(99).fill(JANUARY),
        miles: new Array(99).fill(1),
        riders: new Array(99).fill(1),
      },
      { zone: new Array(99).fill(zone), kind: new Array(99).fill('phone') },
    );

  it('is skipped, with its reason, while no model is in production', () => {
    const report = judge([check], many('1'));
    expect(report.skipped).toEqual([
      { rule: 'distribution as in training', reason: 'no model is in production yet' },
    ]);
    expect([report.ok, report.violations]).toEqual([true, []]);
  });

  it('passes on data distributed as in training', () => {
    expect(judge([check], many('1'), { trainingProfile: profileOf(many('1')) }).passed).toHaveLength(1);
  });

  it('warns of each column that has moved, and never stops', () => {
    const report = judge([check], many('2'), { trainingProfile: profileOf(many('1')) });
    expect(report.violations.map(({ column, severity }) => [column, severity])).toEqual([
      ['zone', 'warning'],
    ]);
    expect(report.ok).toBe(true);
  });

  it('warns, and does not stop, when it cannot be judged', () => {
    const report = judge(
      [check],
      makeBlock({ pickup: [], dropoff: [], miles: [], riders: [] }, { zone: [], kind: [] }),
      {
        trainingProfile: profileOf(many('1')),
      },
    );
    expect(report.violations[0]).toMatchObject({ severity: 'warning', rule: 'distribution as in training' });
    expect(report.ok).toBe(true);
  });
});

describe('a report', () => {
  const checks: Check[] = [
    { nulls: 'miles', max_share: 0, ...error },
    { range: 'zone', min: 1, max: 2, max_share: 0, severity: 'warning' },
    { row_count: [1, 10], ...error },
    { filtered: 'rows', max_share: 0, ...error },
  ];
  const report = judge(checks, rides({ miles: [1, NAN, 1, 1], dropoff: [0, 0, 0, 0] }));

  it('holds every violation at once, in the order of the checks, and what passed', () => {
    expect(report.violations.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['nulls in miles', 'error'],
      ['range of zone', 'warning'],
      ['rows filtered out', 'error'],
    ]);
    expect(report.passed).toEqual(['row count']);
  });

  it('says of which data it is, how many rows were read, kept and filtered, and what the file looked like', () => {
    expect(report).toMatchObject({
      schemaVersion: 1,
      stage: 'validate',
      inputs: { data: SOURCE.sha256 },
      period: '2021-01',
      rows: 4,
      kept: 0,
      filtered: 4,
      schema: { digest: 'sha256:b', columns: [['pickup', 'timestamp[us]']], extra: ['fee'], notes: [] },
    });
  });

  it('is still ok when all that is violated are warnings', () => {
    expect(judge([checks[1]!], rides()).ok).toBe(true);
  });

  it('fails closed: a check that was not counted, or has no rows to look at, is an error', () => {
    const contract: Contract = {
      ...RIDES,
      checks: [checks[0]!, { duplicates: 'rows', max_share: 1, ...error }],
    };
    const statistics = finishStatistics([statisticsOf({ ...RIDES, checks: [] }, [rides()])]);
    const request = { contract, period: '2021-01', source: SOURCE, asOf: '2021-02-01' };
    const uncounted = validate({ ...request, statistics });
    expect(uncounted.violations.map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(uncounted.violations[0]!.message).toContain('its rows were not counted');
    const empty = validate({ ...request, statistics: finishStatistics([statisticsOf(contract, [])]) });
    expect(empty.violations.map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(empty.violations[0]!.message).toContain('there are no rows');
  });
});

it('statistics of parts, with their rows numbered through, judge as those of the whole file', () => {
  const checks = [...Object.values(CASES).map(({ check }) => check)];
  const contract: Contract = { ...RIDES, checks };
  const blocks = Object.values(CASES).flatMap(({ good, bad }) => [good, bad]);
  const whole = finishStatistics([statisticsOf(contract, blocks)]);
  const parts = blocks.map((block, i) =>
    statisticsOf(contract, [block], 1 + blocks.slice(0, i).reduce((sum, { rows }) => sum + rows, 0)),
  );
  expect(finishStatistics(parts)).toEqual(whole);
  expect(finishStatistics([...parts].reverse())).toEqual(whole);
});
