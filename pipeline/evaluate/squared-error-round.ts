import { Frame } from '../features/frame.ts';
import { BLOCK_ROWS } from '../features/node.ts';
import type { Block } from '../ingest/block.ts';
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
  /** A column to replace by the distance that the geometry expects, as before the ride. */
  readonly expectedFor?: string | undefined;
}

/** Rows, and the sum of squared errors in whole ticks: all that the RMSE on training rows needs. */
export const squaredErrorRound: Round<SquaredErrorState, { rows: number; squares: number }> = {
  start: ({ model, target, unit, expectedFor }) => {
    const predictor = new Predictor(model);
    const prediction = new Float64Array(BLOCK_ROWS);
    const before = expectedFor === undefined ? undefined : expectedDistance(model, expectedFor);
    let [rows, squares] = [0, 0];
    return {
      add: (measured) => {
        const shard = before ? before(measured) : measured;
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
  merge: (parts) => parts.reduce((a, b) => ({ rows: a.rows + b.rows, squares: a.squares + b.squares })),
};

/** Gives blocks whose measured distances are the expected ones. */
function expectedDistance({ columns, features, state }: Model, column: string): (block: Block) => Block {
  const frame = new Frame({ columns, features }, state);
  const expected = frame.number('expected').out;
  return (block) => {
    const distances = new Float64Array(block.rows);
    forEachRowBlock(block.rows, BLOCK_ROWS, (rows, n) => {
      frame.load(block, rows, n);
      for (let i = 0; i < n; i++) distances[rows[i]!] = Math.exp(expected[i]!);
    });
    return { ...block, numbers: { ...block.numbers, [column]: distances } };
  };
}
