import { describe, expect, it } from 'vitest';
import { worstSlices } from '../../pipeline/evaluate/worst-slices.ts';

const SLICES = {
  hour: {
    '08:00': { rows: [3, 1], sse: { candidate: [12, 4], champion: [1, 3] } },
    '09:00': { rows: [0, 4], sse: { candidate: [0, 36], champion: [0, 4] } },
  },
  zone: { a: { rows: [1, 0], sse: { candidate: [100, 0], champion: [4, 0] } } },
};

describe('the worst slices', () => {
  it('are those with the largest RMSE over all days, with that of the other models', () => {
    expect(worstSlices({ slices: SLICES }, 'candidate', 1)).toEqual([
      { slice: 'zone', key: 'a', rows: 1, rmse: { candidate: 10, champion: 2 } },
      { slice: 'hour', key: '09:00', rows: 4, rmse: { candidate: 3, champion: 1 } },
      { slice: 'hour', key: '08:00', rows: 4, rmse: { candidate: 2, champion: 1 } },
    ]);
  });

  it('leave out keys with too few rows', () => {
    expect(worstSlices({ slices: SLICES }, 'candidate', 4).map(({ key }) => key)).toEqual(['09:00', '08:00']);
    expect(worstSlices({ slices: SLICES }, 'candidate', 5)).toEqual([]);
  });
});
