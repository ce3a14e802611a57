import { describe, expect, test } from 'vitest';
import { pointGate, runLong } from './long-run.ts';

const SEEDS = [1, 2];
/** Every candidate is truly worse, by 0.001 to 0.010 min: less than the error of a month's measurement. */
const slightlyHarmful = (uniform: number) => 0.001 + 0.009 * uniform;
/** 400 candidates on 20 holdouts. */
const run = { months: 20, candidatesAMonth: 20, harm: slightlyHarmful };

describe.each(SEEDS)('a long run of slightly harmful candidates, seed %d', (seed) => {
  test('loses at most 0.005 min under the gate, of which chance gives one promotion in 400 tries', () => {
    const result = runLong({ ...run, seed });
    expect(result.candidates).toBe(400);
    expect(result.promotions).toBeLessThanOrEqual(1);
    expect(result.worstLoss).toBeLessThanOrEqual(0.005);
  });

  test('stays within margin of the anchor where ties are let in, and 0.005 min of chance', () => {
    const result = runLong({ ...run, seed, promoteOn: 'no-worse' });
    expect(result.promotions).toBeGreaterThan(0);
    expect(result.worstLoss).toBeLessThanOrEqual(0.02 + 0.005);
  });

  test('would lose more than 0.08 min under a gate that compares two figures', () => {
    expect(runLong({ ...run, seed, decide: pointGate }).loss).toBeGreaterThan(0.08);
  });
});

test('without an anchor, ties would slide past four margins', () => {
  const result = runLong({ ...run, seed: 1, promoteOn: 'no-worse', hasAnchor: false });
  expect(result.loss).toBeGreaterThan(4 * 0.02);
});

// A day's noise of 1 % is a standard error of 5.4 · ½ · 1 % · √(2 / 28) = 0.0072 min of the difference of RMSE; the
// first try has to be 2.24 of them better, so the power is Φ(0.05 / 0.0072 − 2.24) = 1.00 and Φ(0.02 / 0.0072 − 2.24) = 0.70.
test.each([
  { gain: 0.05, least: 1, most: 1 },
  { gain: 0.02, least: 0.55, most: 0.9 },
  { gain: 0, least: 0, most: 0.05 },
])('a gain of $gain min on 5.4 is promoted in $least to $most of tries', ({ gain, least, most }) => {
  const { promotions, candidates } = runLong({
    seed: 4,
    months: 100,
    candidatesAMonth: 1,
    harm: () => -gain,
  });
  expect(promotions / candidates).toBeGreaterThanOrEqual(least);
  expect(promotions / candidates).toBeLessThanOrEqual(most);
});
