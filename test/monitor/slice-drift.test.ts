import { describe, expect, it } from 'vitest';
import { sliceDrifts } from '../../pipeline/monitor/slice-drift.ts';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import type { Profile, SliceProfile } from '../../pipeline/validate/profile.ts';
import { toProfileHistogram } from '../../pipeline/validate/profile-histogram.ts';

/** Values at even steps over a range. */
function histogram(rows: number, from: number, to: number) {
  const counted = new FloatHistogram();
  for (let i = 0; i < rows; i++) counted.addOne(from + ((to - from) * i) / rows);
  return toProfileHistogram(counted.toJSON());
}

const slice = (rows: number, from: number, to: number, kept = rows, miles = 5): SliceProfile => ({
  rows,
  kept,
  target: histogram(rows, from, to),
  numbers: { miles: histogram(rows, 1, miles) },
});

const profile = (labels: Record<string, SliceProfile>): Profile => ({
  schemaVersion: 1,
  rows: Object.values(labels).reduce((sum, { rows }) => sum + rows, 0),
  days: {},
  columns: {},
  target: { name: 'minutes', histogram: histogram(1, 1, 2) },
  slices: { vendor: labels },
});

const usual = { a: slice(6000, 2, 50), b: slice(3000, 2, 40) };
const drifted = (before: Record<string, SliceProfile>, after: Record<string, SliceProfile>) =>
  sliceDrifts(profile(before), profile(after), 0)
    .filter((found) => found.drifted)
    .map(({ key, what, against }) => `${key}: ${what}, ${against}`);

describe('a slice', () => {
  it('that is as it was is nothing to tell of', () => {
    expect(drifted(usual, { a: slice(5000, 2, 50), b: slice(2500, 2, 40) })).toEqual([]);
  });

  it('without a past is told of where it is unlike the rest of its month', () => {
    expect(drifted(usual, { ...usual, c: slice(300, -1, 0.5, 0) })).toEqual([
      'c: rows outside the range of the target, the rest of the month',
      'c: negative targets, the rest of the month',
      'c: the target, the rest of the month',
    ]);
  });

  it('of few rows says nothing', () => {
    expect(drifted(usual, { ...usual, c: slice(20, -1, 0.5, 0) })).toEqual([]);
  });

  it('whose clock breaks is unlike its own past', () => {
    expect(drifted(usual, { ...usual, b: slice(3000, -0.5, 60, 1800) })).toContain(
      'b: rows outside the range of the target, its own past',
    );
  });

  it('whose numbers come in another unit is told by their name', () => {
    expect(drifted(usual, { ...usual, b: slice(3000, 2, 40, 3000, 8) })).toEqual(['b: miles, its own past']);
  });

  it('that moves as all rows do is no finding of its own', () => {
    expect(drifted(usual, { a: slice(6000, 2, 50, 6000, 8), b: slice(3000, 2, 40, 3000, 8) })).toEqual([]);
  });

  it('that takes another share of the rows is told of', () => {
    expect(drifted(usual, { a: slice(3000, 2, 50), b: slice(3000, 2, 40) })).toEqual([
      'a: share of the rows, its own past',
      'b: share of the rows, its own past',
    ]);
  });
});
