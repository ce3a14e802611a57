import { describe, expect, it } from 'vitest';
import { plainBins, wholeNumbers } from '../../../pipeline/report/findings/plain-bins.ts';
import { residualBins } from '../../../pipeline/report/findings/residual-bins.ts';
import { FloatHistogram } from '../../../pipeline/stats/float-histogram.ts';
import { toProfileHistogram } from '../../../pipeline/validate/profile-histogram.ts';

const histogramOf = (values: readonly number[]) => {
  const histogram = new FloatHistogram();
  histogram.add(Float64Array.from(values));
  return toProfileHistogram(histogram.toJSON());
};

describe('residualBins', () => {
  it('gives shares in bins as wide as the edges are apart, and what lies beyond them', () => {
    const { bins, below, above } = residualBins([
      [-40, 1],
      [-2, 199],
      [-1, 300],
      [0, 499],
      [70, 1],
    ]);
    expect(bins).toEqual([
      { from: -2, to: -1, share: 0.199 },
      { from: -1, to: 0, share: 0.3 },
      { from: 0, to: 1, share: 0.499 },
    ]);
    expect([below, above]).toEqual([0.001, 0.001]);
  });

  it('stands one bin, and none', () => {
    expect(residualBins([[3, 5]]).bins).toEqual([{ from: 3, to: 4, share: 1 }]);
    expect(residualBins([]).bins).toEqual([]);
  });
});

describe('plainBins', () => {
  it('spreads evenly distributed values over bins of equal height', () => {
    const { bins, low, high, median } = plainBins(
      histogramOf(Array.from({ length: 64_000 }, (_, i) => 100 + i / 1000)),
    );
    expect(low).toBeCloseTo(100.64, 0);
    expect(median).toBeCloseTo(132, 0);
    expect(high).toBeCloseTo(163.36, 0);
    expect(bins).toHaveLength(32);
    // 98 % of 64,000 rows over 32 bins.
    for (const { rows } of bins) expect(rows / 1960).toBeCloseTo(1, 1);
    expect(bins[0]!.from).toBe(low);
    expect(bins[31]!.to).toBeCloseTo(high, 9);
  });

  it('has no bins where all values are the same', () => {
    expect(plainBins(histogramOf([0, 0, 0]))).toMatchObject({ low: 0, high: 0, bins: [] });
  });
});

describe('wholeNumbers', () => {
  it('counts a column of few whole numbers by value', () => {
    expect(wholeNumbers(histogramOf([1, 1, 2, 0, 5]))).toEqual([
      { value: 0, rows: 1 },
      { value: 1, rows: 2 },
      { value: 2, rows: 1 },
      { value: 5, rows: 1 },
    ]);
  });

  it.each([[[1, 2.5]], [[-1, 2]], [[1, 40]], [[]]])('does not take %j for one', (values) => {
    expect(wholeNumbers(histogramOf(values))).toBeUndefined();
  });
});
