import { BLOCK_ROWS } from '../features/node.ts';
import { forEachRowBlock } from '../ingest/row-blocks.ts';
import type { Model } from '../model/model.ts';
import { Predictor } from '../model/predictor.ts';
import { toTicks } from '../stats/exact-sum.ts';
import type { Round } from '../train/round.ts';
import { SCORE_TICKS } from './scored-sums.ts';

export interface SquaredErrorState {
  readonly model: Model;
  readonly target: string;
  /** Errors are counted in units of this. */
  readonly unit: number;
}

/** Rows, and the sum of squared errors in whole ticks: all that the RMSE on training rows needs. */
export const squaredErrorRound: Round<SquaredErrorState, { rows: number; squares: number }> = {
  start: ({ model, target, unit }) => {
    const predictor = new Predictor(model);
    const prediction = new Float64Array(BLOCK_ROWS);
    let [rows, squares] = [0, 0];
    return {
      add: (shard) => {
        const y = shard.numbers[target]!;
        forEachRowBlock(shard.rows, BLOCK_ROWS, (positions, n) => {
          predictor.predict(shard, positions, n, prediction);
          for (let i = 0; i < n; i++) {
            const error = (prediction[i]! - y[positions[i]!]!) / unit;
            squares += toTicks(error * error, SCORE_TICKS);
          }
          rows += n;
        });
      },
      finish: () => ({ rows, squares }),
    };
  },
  merge: (parts) =>
    parts.reduce((a, b) => ({ rows: a.rows + b.rows, squares: a.squares + b.squares })),
};
