import { describe, expect, it } from 'vitest';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import { BinCounts } from '../../pipeline/validate/bin-counts.ts';
import { mergeSlices } from '../../pipeline/validate/merge-slices.ts';
import { MAX_SLICES, SliceCounter } from '../../pipeline/validate/slice-counter.ts';

/** The slices of rows that are each a label, a target and a number. */
function sliced(rows: readonly (readonly [label: string, target: number, miles: number])[]) {
  const labels = [...new Set(rows.map(([label]) => label))];
  const counter = new SliceCounter('vendor', ['miles']);
  counter.add({
    block: {
      rows: rows.length,
      numbers: { miles: Float64Array.from(rows, ([, , miles]) => miles) },
      codes: { vendor: Uint16Array.from(rows, ([label]) => labels.indexOf(label)) },
      labels: { vendor: labels },
    },
    targets: Float64Array.from(rows, ([, target]) => target),
    kept: Uint32Array.from(rows.flatMap(([, target], i) => (target >= 1 && target <= 60 ? [i] : []))),
  });
  return counter.profile();
}

const LABELS = Array.from({ length: MAX_SLICES + 1 }, (_, i) => `v${i}`);

describe('slices', () => {
  it('are the rows of each label, with what is kept of them and how their values lie', () => {
    const slices = sliced([
      ['a', 10, 2],
      ['b', -3, Number.NaN],
      ['a', 90, 0],
    ])!;
    expect(slices['a']).toMatchObject({ rows: 2, kept: 1 });
    expect(slices['b']!.target.bins.every(([bin]) => bin < 0)).toBe(true);
    expect(slices['b']!.numbers['miles']).toEqual({ bins: [], nulls: 1, coarseness: 2 });
    expect(slices['a']!.numbers['miles']!.bins.map(([, n]) => n)).toEqual([1, 1]);
  });

  it('of parts add up to the slices of all rows', () => {
    const rows = Array.from({ length: 90 }, (_, i) => [`v${i % 3}`, (i * 7) % 80, i / 9] as const);
    const parts = [sliced(rows.slice(0, 40))!, sliced(rows.slice(40))!];
    expect(mergeSlices({ vendor: parts[0]! }, { vendor: parts[1]! })).toEqual({ vendor: sliced(rows) });
  });

  it('are none of a column of too many labels, in one part or in all together', () => {
    const row = (label: string) => [label, 5, 1] as const;
    expect(sliced(LABELS.map(row))).toBeUndefined();
    const halves = [sliced(LABELS.slice(0, 9).map(row))!, sliced(LABELS.slice(9).map(row))!];
    expect(mergeSlices({ vendor: halves[0]! }, { vendor: halves[1]! })).toEqual({});
  });
});

it('counts of bins are those of a histogram, over the whole range of numbers', () => {
  const values = Float64Array.of(
    0,
    -0,
    1,
    -1,
    0.02,
    1e5,
    -1e-3,
    1e300,
    -1e300,
    Infinity,
    -Infinity,
    Number.NaN,
    33.5,
  );
  const histogram = new FloatHistogram();
  histogram.add(values);
  const counts = new BinCounts(0);
  counts.add(values);
  expect(counts.histogram()).toEqual(histogram.toJSON());
  expect(counts.count()).toBe(values.length);
});
