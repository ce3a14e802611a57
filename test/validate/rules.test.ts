import { describe, expect, it } from 'vitest';
import type { Check, Contract } from '../../pipeline/contract/schema.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { finishStatistics } from '../../pipeline/validate/statistics-counter.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { JANUARY, judge, rides, statisticsOf } from './judge-rides.ts';
import { RULE_CASES } from './rule-cases.ts';

for (const [kind, { check, good, bad, column, count, message, samples }] of Object.entries(RULE_CASES)) {
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
