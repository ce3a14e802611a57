import { describe, expect, it } from 'vitest';
import type { Check, Contract } from '../../pipeline/contract/schema.ts';
import { finishStatistics } from '../../pipeline/validate/statistics-counter.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { judge, rides, SOURCE, statisticsOf } from './judge-rides.ts';
import { RULE_CASES } from './rule-cases.ts';

const error = { severity: 'error' } as const;
const NAN = Number.NaN;

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
  const checks = [...Object.values(RULE_CASES).map(({ check }) => check)];
  const contract: Contract = { ...RIDES, checks };
  const blocks = Object.values(RULE_CASES).flatMap(({ good, bad }) => [good, bad]);
  const whole = finishStatistics([statisticsOf(contract, blocks)]);
  const parts = blocks.map((block, i) =>
    statisticsOf(contract, [block], 1 + blocks.slice(0, i).reduce((sum, { rows }) => sum + rows, 0)),
  );
  expect(finishStatistics(parts)).toEqual(whole);
  expect(finishStatistics([...parts].reverse())).toEqual(whole);
});
