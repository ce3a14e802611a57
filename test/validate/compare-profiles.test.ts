import { describe, expect, it } from 'vitest';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import { compareProfiles } from '../../pipeline/validate/compare-profiles.ts';
import type { ColumnProfile, Profile } from '../../pipeline/validate/profile.ts';
import { toProfileHistogram } from '../../pipeline/validate/profile-histogram.ts';
import { populationStabilityIndex } from '../../pipeline/validate/psi.ts';

function histogramOf(values: number[]) {
  const histogram = new FloatHistogram();
  histogram.add(Float64Array.from(values));
  return toProfileHistogram(histogram.toJSON());
}

const profileOf = (column: ColumnProfile, target: number[] = []): Profile => ({
  schemaVersion: 1,
  rows: 100,
  days: {},
  columns: { x: column },
  target: { name: 'duration', histogram: histogramOf(target) },
});
const numbers = (values: number[]): ColumnProfile => ({ kind: 'number', histogram: histogramOf(values) });
const shiftOf = (before: ColumnProfile, after: ColumnProfile) =>
  compareProfiles(profileOf(before), profileOf(after))[0];

describe('the shift of a column', () => {
  it('of numbers is taken over tenths of the reference and a cell for nulls', () => {
    // One value an octave, ten times each: every tenth of the reference is one octave.
    const octaves = (counts: number[]) => counts.flatMap((n, i) => new Array<number>(n).fill(2 ** i));
    const before = octaves(new Array(10).fill(10));
    const after = [...octaves([10, 10, 10, 10, 10, 0, 0, 10, 10, 20]), Number.NaN, Number.NaN];
    expect(shiftOf(numbers(before), numbers(after))).toEqual({
      column: 'x',
      psi: populationStabilityIndex(
        [...new Array(10).fill(10), 0],
        [10, 10, 10, 10, 10, 0, 0, 10, 10, 20, 2],
      ),
    });
  });

  it('of numbers with one frequent value counts that value as one range', () => {
    const before = [...new Array(80).fill(1), ...new Array(20).fill(4)];
    const after = [...new Array(40).fill(1), ...new Array(40).fill(4), ...new Array(20).fill(64)];
    const cells = populationStabilityIndex([80, 20, 0, 0], [40, 40, 20, 0]);
    expect(shiftOf(numbers(before), numbers(after))?.psi).toBeCloseTo(cells, 12);
  });

  it('of categories is taken over all labels that either side has', () => {
    const counts = (some: Record<string, number>): ColumnProfile => ({
      kind: 'category',
      categories: { counts: some, others: 0 },
    });
    expect(shiftOf(counts({ a: 50, b: 50 }), counts({ b: 90, c: 10 }))?.psi).toBeCloseTo(
      populationStabilityIndex([50, 50, 0, 0], [0, 90, 10, 0]),
      12,
    );
  });

  it('of the time is taken over the hours of the day', () => {
    const hours = (at: number): ColumnProfile => ({
      kind: 'time',
      nulls: 0,
      hours: Array.from({ length: 24 }, (_, hour) => (hour === at ? 24 : 1)),
    });
    expect(shiftOf(hours(8), hours(8))?.psi).toBe(0);
    expect(shiftOf(hours(8), hours(20))?.psi).toBeGreaterThan(1);
  });

  it('is not taken for other timestamps, nor for a column that the reference has not', () => {
    const timestamp: ColumnProfile = { kind: 'timestamp', nulls: 0 };
    expect(compareProfiles(profileOf(timestamp), profileOf(timestamp)).map(({ column }) => column)).toEqual([
      'duration',
    ]);
    const without = { ...profileOf(numbers([1])), columns: {} };
    expect(compareProfiles(without, profileOf(numbers([1]))).map(({ column }) => column)).toEqual([
      'duration',
    ]);
  });
});
