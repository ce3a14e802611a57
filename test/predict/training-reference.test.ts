import { describe, expect, it } from 'vitest';
import { trainingReference } from '../../pipeline/predict/training-reference.ts';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import type { ColumnProfile } from '../../pipeline/validate/profile.ts';
import { coarsen, toProfileHistogram } from '../../pipeline/validate/profile-histogram.ts';
import { openModelFolder } from '../../platform/model-folder.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { findVersion } from '../../platform/run/published.ts';

function histogramOf(values: readonly number[]) {
  const histogram = new FloatHistogram();
  for (const value of values) histogram.addOne(value);
  return toProfileHistogram(histogram.toJSON());
}

/** The reference of one column, and of a target that is always 8. */
function referenceOf(column: ColumnProfile) {
  const { ranges, inputs, target } = trainingReference({
    columns: { x: column },
    target: { name: 'y', histogram: histogramOf([8]) },
  });
  expect(target).toBe(8);
  return { range: ranges['x'], typical: inputs['x'] };
}

describe('what training looked like', () => {
  it('is told by small whole numbers exactly', () => {
    const histogram = histogramOf([1, 1, 1, 2, 5, Number.NaN]);
    const { range, typical } = referenceOf({ kind: 'number', histogram });
    expect(typical).toEqual({ kind: 'number', value: 1 });
    // The bin of 5 ends at 5 · 33/32, rounded to its width.
    expect(range).toEqual([1, 5.125]);
  });

  it('leaves out the outermost thousandth on either side', () => {
    const values = [-1e6, ...Array.from({ length: 2000 }, (_, i) => 10 + i / 1000), 1e6];
    const [low, high] = referenceOf({ kind: 'number', histogram: histogramOf(values) }).range!;
    expect(low).toBeGreaterThan(9.6);
    expect(low).toBeLessThanOrEqual(10);
    expect(high).toBeGreaterThanOrEqual(11.99);
    expect(high).toBeLessThan(12.4);
  });

  it('holds for a profile whose bins were joined', () => {
    const fine = histogramOf([1, 2, 2.1, 3]);
    const { range, typical } = referenceOf({ kind: 'number', histogram: coarsen(fine, 5) });
    // Joined, bins are octaves.
    expect([range, typical]).toEqual([[1, 4], { kind: 'number', value: 2 }]);
  });

  it('bounds nothing where a column held nothing', () => {
    const { range, typical } = referenceOf({ kind: 'number', histogram: histogramOf([Number.NaN]) });
    expect(range).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(typical).toEqual({ kind: 'number', value: Number.NaN });
  });

  it('has the most common category, of those that are not null', () => {
    const typical = (counts: Record<string, number>) =>
      referenceOf({ kind: 'category', categories: { counts, others: 0 } }).typical;
    expect(typical({ '': 9, a: 1, b: 3 })).toEqual({ kind: 'category', label: 'b' });
    expect(typical({ '': 9 })).toBeUndefined();
  });

  it('agrees with pandas on 2021-01', () => {
    const { profile } = findVersion(openModelFolder(codeRoot, 'nyc-green-taxi'), 'v1');
    // value_counts() of each column, hours of dt.hour; quantile(0.5, interpolation='inverted_cdf') gives 2.59 miles,
    // 1 passenger and 13.8833 minutes, quantile(0.999) 47.1 miles and 6 passengers. Bins are at most 1/32 wide.
    expect(trainingReference(profile)).toEqual({
      ranges: { passenger_count: [0, 6.125], trip_distance: [0, 48] },
      inputs: {
        DOLocationID: { kind: 'category', label: '74' },
        PULocationID: { kind: 'category', label: '74' },
        VendorID: { kind: 'category', label: '2' },
        passenger_count: { kind: 'number', value: 1 },
        pickup_datetime: { kind: 'time', hour: 10 },
        trip_distance: { kind: 'number', value: 2.5625 },
      },
      target: 13.75,
    });
  });
});
