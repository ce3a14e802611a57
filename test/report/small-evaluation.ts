import type { Evaluation, ScoredModel } from '../../pipeline/evaluate/evaluation.ts';

const scored = (rmse: number, version?: string): ScoredModel => ({
  ...(version === undefined ? {} : { version }),
  periods: ['2021-01'],
  metrics: { rows: 4, rmse, mae: 0.75, medianAbsoluteError: 0.5, r2: 0.9, bias: -0.25, errorQuantiles: {} },
  calibration: [],
});

/**
 * Two days of two rows each, for calculation by hand. Squared errors by day: candidate 1 and 3, so RMSE √(4/4) = 1;
 * champion four times as much, so RMSE 2; and a rule that is right on the first day, and off by 3 on the second,
 * so RMSE √(18/4).
 */
export function smallEvaluation(): Evaluation {
  return {
    schemaVersion: 1,
    stage: 'evaluate',
    inputs: {},
    periods: ['2021-02'],
    target: { name: 'duration', unit: 'min' },
    rows: 4,
    filtered: 0,
    days: ['2021-02-01', '2021-02-02'],
    // In the order of canonical JSON, which is not the one of the table.
    models: {
      candidate: scored(1),
      champion: scored(2, 'v1'),
      mean: scored(3),
      rule: scored(Math.sqrt(4.5)),
    },
    total: {
      rows: [2, 2],
      sse: { candidate: [1, 3], champion: [4, 12], mean: [18, 18], rule: [0, 18] },
    },
    slices: {
      hour: {
        '09:00': { rows: [1, 1], sse: { candidate: [0, 2], champion: [1, 7], mean: [9, 9], rule: [0, 9] } },
        '17:00': { rows: [1, 1], sse: { candidate: [1, 1], champion: [3, 5], mean: [9, 9], rule: [0, 9] } },
      },
    },
    importance: [],
    residuals: [],
  };
}
