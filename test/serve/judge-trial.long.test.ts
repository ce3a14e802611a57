import { describe, expect, it } from 'vitest';
import { sequentialMultiplier } from '../../pipeline/serve/confidence-sequence.ts';
import { judgeTrial } from '../../pipeline/serve/judge-trial.ts';
import { policy, type Simulation, simulateTrial } from './simulate-trial.ts';

const RUNS = 1000;
const many = (runs: number, simulation: Omit<Simulation, 'seed'>) =>
  Array.from({ length: runs }, (_, seed) => simulateTrial({ seed, ...simulation }));

describe('a challenger that is no other than the champion', () => {
  it('is decided on by at most 5 % of a thousand trials that are looked at every day', () => {
    const runs = many(RUNS, { rollout: {} });
    const decided = runs.filter(({ reasons }) => !reasons[0]!.startsWith('undecided'));
    expect(decided.length).toBeLessThanOrEqual(50);
    // Nor is the test idle: a bound that nothing ever crosses would be of no use.
    expect(decided.filter(({ isByInterval }) => isByInterval).length).toBeGreaterThan(0);
    expect(decided.filter(({ isByInterval }) => !isByInterval).length).toBeLessThanOrEqual(5);
  });

  it('is decided on as rarely in the shadow', () => {
    const decided = many(200, { rollout: { mode: 'shadow' } }).filter(({ isByInterval }) => isByInterval);
    expect(decided.length).toBeLessThanOrEqual(10);
  });

  it('stops as undecided after the longest time, in nearly every trial', () => {
    const stopped = many(50, { rollout: { max_days: 14 } }).filter(
      ({ day, reasons }) => day === 15 && reasons[0] === 'undecided after 14 days: the champion stays',
    );
    expect(stopped.length).toBeGreaterThanOrEqual(45);
  });
});

describe('a challenger that differs', () => {
  it.each([
    { mode: 'ab', effect: -0.3, decision: 'promote' },
    { mode: 'ab', effect: 0.5, decision: 'stop' },
    { mode: 'shadow', effect: -0.15, decision: 'promote' },
    { mode: 'shadow', effect: 0.15, decision: 'stop' },
  ] as const)(
    'by $effect in $mode mode ends as $decision, in nine trials of ten',
    ({ mode, effect, decision }) => {
      const found = many(60, { effect, rollout: { mode } }).filter(
        (one) => one.isByInterval && one.decision === decision,
      );
      expect(found.length).toBeGreaterThanOrEqual(54);
    },
  );

  it('is not decided on before its first week is over', () => {
    const days = many(20, { effect: -0.6, rollout: {} }).map(({ day }) => day);
    expect(Math.min(...days)).toBe(7);
  });
});

describe('a trial that cannot be trusted', () => {
  it('stops when the challenger gets another share of the keys than was asked for', () => {
    for (const { decision, reasons } of many(20, { effect: -0.5, rollout: {}, realShare: 0.5 })) {
      expect(decision).toBe('stop');
      expect(reasons[0]).toMatch(
        /^the challenger answered \d+\.\d % of the keys where 30\.0 % was asked for/,
      );
    }
  });

  it('stops when one arm gets its feedback more often', () => {
    for (const { decision, reasons } of many(20, { effect: -0.5, rollout: {}, challengerLabelled: 0.3 })) {
      expect(decision).toBe('stop');
      expect(reasons[0]).toMatch(/predictions have feedback/);
    }
  });
});

it('keeps on while there is nothing', () => {
  const none = { champion: new Map(), challenger: new Map() };
  expect(judgeTrial({ byKey: none, byDay: none }, policy({}), 0)).toMatchObject({
    decision: 'keep-on',
    reasons: ['0 keys have feedback, 300 are needed', '0 days count, 7 are needed'],
  });
});

describe('the multiplier of an interval that may be looked at always', () => {
  it('is wider than that of one look, which is 1.96 at 5 %, and narrowest where it was asked to be', () => {
    const at = (t: number) => sequentialMultiplier(t, 0.05, 1000);
    expect(at(1000)).toBeCloseTo(3.0, 0);
    // The width of the interval, of which the multiplier is one factor, still falls.
    expect(at(2000) / Math.sqrt(2000)).toBeLessThan(at(1000) / Math.sqrt(1000));
    expect(Math.min(at(100), at(1000), at(20_000))).toBe(at(1000));
  });
});
