import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import { decayOf } from '../../pipeline/monitor/decay.ts';

const POLICY = { tolerance: 0.05, sliceTolerance: 0.3, minRows: 100, alpha: 0.05, seed: 1 };

/** A month of thirty days of a hundred rows, with these errors, which differ a little from day to day. */
function month(model: number, baseline: number, tail = 7, slice = 1): Evaluation {
  const days = Array.from({ length: 30 }, (_, day) => day);
  const sse = (rmse: number) => days.map((day) => 100 * rmse * rmse * (0.9 + 0.2 * (day / 29)));
  const sums = (factor: number) => ({
    rows: days.map(() => 100),
    sse: { model: sse(model * factor), baseline: sse(baseline) },
  });
  const scored = {
    periods: [],
    metrics: { errorQuantiles: { '0.01': -tail / 2, '0.25': -0.5, '0.75': 0.5, '0.99': tail / 2 } },
    calibration: [],
  };
  return {
    periods: ['2021-01'],
    rows: 3000,
    models: { model: scored, baseline: scored },
    total: sums(1),
    slices: { vendor: { b: sums(slice) } },
  } as unknown as Evaluation;
}

describe('decay', () => {
  it('is the growth of the error beside the baseline of the very month', () => {
    const found = decayOf(month(4.4, 5), month(4, 5), POLICY);
    expect(found.excess).toBeCloseTo(0.1, 12);
    expect(found.current.relative).toBeCloseTo(0.88, 12);
    expect(found.decayed).toBe(true);
  });

  it('is none in a month that is harder for both', () => {
    const found = decayOf(month(6, 7.5), month(4, 5), POLICY);
    expect(found.excess).toBeCloseTo(0, 12);
    expect(found.decayed).toBe(false);
  });

  it('has to be surely above what is let be', () => {
    expect(decayOf(month(4.16, 5), month(4, 5), POLICY).decayed).toBe(false);
    expect(decayOf(month(4.24, 5), month(4, 5), POLICY)).toMatchObject({ decayed: true });
  });

  it('has an interval of the days, around it', () => {
    const current = month(4.4, 5);
    current.total.sse['model']![3]! *= 4;
    const { lower, excess, upper } = decayOf(current, month(4, 5), POLICY);
    expect(lower).toBeLessThan(excess);
    expect(upper).toBeGreaterThan(excess);
    expect(upper - lower).toBeLessThan(0.25);
  });

  it('is told of a slice where that has grown beyond all rows', () => {
    const [slice] = decayOf(month(4, 5, 7, 1.5), month(4, 5), POLICY).slices;
    expect(slice).toMatchObject({ slice: 'vendor', key: 'b', rows: 3000, decayed: true });
    expect(slice!.excess).toBeCloseTo(0.5, 12);
    expect(decayOf(month(6, 5, 7, 1), month(4, 5), POLICY).slices[0]!.decayed).toBe(false);
  });

  it('finds targets that belong to other rows by the reach of the largest errors', () => {
    expect(decayOf(month(4, 5, 7.5), month(4, 5), POLICY).tails.drifted).toBe(false);
    const { tails } = decayOf(month(4, 5, 9), month(4, 5), POLICY);
    expect(tails.growth).toBeCloseTo(9 / 7 - 1, 12);
    expect(tails.drifted).toBe(true);
  });
});
