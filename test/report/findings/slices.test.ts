import { describe, expect, it } from 'vitest';
import { describeSlice } from '../../../pipeline/report/findings/describe-slice.ts';
import { describeMoves, movedSlices } from '../../../pipeline/report/findings/moved-slices.ts';
import { orderKeys, shortKey } from '../../../pipeline/report/findings/order-keys.ts';
import { keyErrors, sliceErrors } from '../../../pipeline/report/findings/slice-errors.ts';
import { smallEvaluation } from '../small-evaluation.ts';

const policy = { alpha: 0.05, resamples: 2000, seed: 7 };

describe('orderKeys', () => {
  it.each([
    ['hours by the clock', ['17:00', '09:00', '00:00'], ['00:00', '09:00', '17:00']],
    ['weekdays from Monday', ['Sunday', 'Friday', 'Monday'], ['Monday', 'Friday', 'Sunday']],
    [
      'bands by where they start',
      ['8 – 12', '< 0.7', '≥ 12', '0.7 – 8'],
      ['< 0.7', '0.7 – 8', '8 – 12', '≥ 12'],
    ],
    ['bands below zero', ['≥ 0.1', '-0.3 – 0.1', '< -0.3'], ['< -0.3', '-0.3 – 0.1', '≥ 0.1']],
    ['plain numbers by size', ['10', '2', '1'], ['1', '2', '10']],
  ])('sorts %s, whatever their order was', (_, keys, sorted) => {
    expect(orderKeys(keys, () => 1)).toEqual({ ordered: true, keys: sorted });
  });

  it('sorts names by rows, the most first, and says that neighbours are no neighbours', () => {
    const rows: Record<string, number> = { Queens: 3, Bronx: 9, Brooklyn: 3 };
    expect(orderKeys(Object.keys(rows), (key) => rows[key]!)).toEqual({
      ordered: false,
      keys: ['Bronx', 'Brooklyn', 'Queens'],
    });
  });

  it('has short names for axes', () => {
    expect(['Wednesday', '0.7 – 1.2', '< 0.7', '≥ 8', '09:00'].map(shortKey)).toEqual([
      'Wed',
      '≥0.7',
      '<0.7',
      '≥8',
      '09:00',
    ]);
  });
});

describe('sliceErrors', () => {
  const { keys, ordered } = sliceErrors(smallEvaluation(), 'hour', 'champion', policy);

  it('gives the RMSE of both models by key', () => {
    // 09:00: candidate √(2/2), champion √(8/2); 17:00: √(2/2), √(8/2).
    expect(ordered).toBe(true);
    expect(keys.map(({ key, rows, candidate, rival }) => [key, rows, candidate, rival])).toEqual([
      ['09:00', 2, 1, 2],
      ['17:00', 2, 1, 2],
    ]);
  });

  it('bootstraps the difference over days: 0 − √1 and √2 − √7 at its ends for 09:00', () => {
    const { difference, lower, upper } = keys[0]!.change;
    expect(difference).toBe(-1);
    expect(lower).toBeCloseTo(Math.sqrt(2) - Math.sqrt(7), 12);
    expect(upper).toBeCloseTo(-1, 12);
  });

  it("bootstraps a model's own RMSE the same way: √3 … √5 for the champion at 17:00", () => {
    const [, { rmse, lower, upper } = { rmse: 0, lower: 0, upper: 0 }] = keyErrors(keys, 'champion', policy);
    expect(rmse).toBe(2);
    expect(lower).toBeCloseTo(Math.sqrt(3), 12);
    expect(upper).toBeCloseTo(Math.sqrt(5), 12);
  });

  it('is said in words', () => {
    const words = { rival: 'champion v1', unit: 'min', minRows: 1, shown: 10 };
    expect(describeSlice({ slice: 'hour', ordered, keys }, words)).toBe(
      'RMSE is lower than that of champion v1 in 2 of 2, clearly lower in 2, clearly higher in none. ' +
        'It is largest for 09:00: 1.000 min.',
    );
  });
});

describe('movedSlices', () => {
  const slice = (name: string, moves: Record<string, [rows: number, candidate: number, rival: number]>) => ({
    slice: name,
    ordered: false,
    keys: Object.entries(moves).map(([key, [rows, candidate, rival]]) => ({
      key,
      rows,
      sums: { rows: [rows], sse: {} },
      candidate,
      rival,
      change: { difference: candidate - rival, lower: -1, upper: 1, alpha: 0.05 },
    })),
  });
  const slices = [
    slice('hour', { '01:00': [600, 4, 5], '02:00': [600, 5.5, 5], '03:00': [20, 1, 9] }),
    slice('borough', { Queens: [900, 9.7, 10] }),
  ];

  it('ranks keys of all slices by how far RMSE moved, as a share; those with few rows are left out', () => {
    const { moved, tooFew } = movedSlices(slices, 500);
    expect(moved.map(({ slice: name, key, relative }) => [name, key, Number(relative.toFixed(6))])).toEqual([
      ['hour', '01:00', -0.2],
      ['hour', '02:00', 0.1],
      ['borough', 'Queens', -0.03],
    ]);
    expect(tooFew).toBe(1);
  });

  it('says how many got worse, and which one most', () => {
    expect(describeMoves(movedSlices(slices, 500), 'v1', 500)).toBe(
      'RMSE is above that of v1 in 1 of 3 slices, furthest for 02:00 (+10.0 %). 1 slice of fewer than 500 rows is left out.',
    );
  });
});
