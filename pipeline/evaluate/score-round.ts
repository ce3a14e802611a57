import type { FeatureState } from '../features/feature-state.ts';
import { type FeatureContract, Frame } from '../features/frame.ts';
import { BLOCK_ROWS, type KeyNode } from '../features/node.ts';
import type { Block } from '../ingest/block.ts';
import { forEachRowBlock } from '../ingest/row-blocks.ts';
import type { Model } from '../model/model.ts';
import { Predictor } from '../model/predictor.ts';
import { toTicks } from '../stats/exact-sum.ts';
import type { Round } from '../train/round.ts';
import {
  addArrays,
  emptySums,
  errorBin,
  predictionBin,
  SCORE_TICKS,
  type ScoredSums,
} from './scored-sums.ts';

/** What is scored: a model, or one number for every row. */
export type Scored = { readonly model: Model } | { readonly constant: number };

export interface ScoreState {
  readonly contract: FeatureContract;
  readonly target: string;
  readonly time: string;
  /** Errors are counted in units of this. */
  readonly unit: number;
  /** Predictions and truth are counted from here. */
  readonly origin: number;
  readonly scored: readonly Scored[];
  /** Keys whose combinations are slices; empty when only totals are wanted. */
  readonly slices: readonly (readonly string[])[];
  /** Categories of the judging rows and the lookup tables: slices do not depend on any model. */
  readonly features: FeatureState;
  /** Whether the spread of the first model's terms is wanted. */
  readonly importance: boolean;
}

export interface ScoreStatistic {
  readonly models: ScoredSums[];
  /** Rows, Σ truth, Σ truth², counted from the origin. */
  readonly truth: Float64Array;
  /** Day since 1970 → rows and squared errors of each model, for all rows and then for every key of every slice. */
  readonly days: Map<number, Float64Array>;
  /** Σ contribution and Σ contribution² of each of the first model's terms. */
  readonly terms: Float64Array;
}

const DAY_MS = 86_400_000;

/** Scores several models on the same rows: sums by day and slice, never a loss a row. */
export const scoreRound: Round<ScoreState, ScoreStatistic> = {
  start: (state) => {
    const { unit, origin, scored } = state;
    const frame = new Frame(state.contract, state.features);
    const slices = state.slices.map((by) => frame.tuple(by));
    const predictors = scored.map((one) => ('model' in one ? new Predictor(one.model) : one.constant));
    const first = predictors[0];
    const terms = state.importance && first instanceof Predictor ? first.terms : [];
    const width = 1 + scored.length;
    const cells = 1 + slices.reduce((sum, key) => sum + key.size, 0);
    const statistic: ScoreStatistic = {
      models: scored.map(emptySums),
      truth: new Float64Array(3),
      days: new Map(),
      terms: new Float64Array(2 * terms.length),
    };
    const prediction = new Float64Array(BLOCK_ROWS);
    const contribution = new Float64Array(BLOCK_ROWS);
    const dayRows: Float64Array[] = new Array(BLOCK_ROWS);

    const addTruth = (shard: Block, rows: Uint32Array, n: number) => {
      const [y, t] = [shard.numbers[state.target]!, shard.numbers[state.time]!];
      for (let i = 0; i < n; i++) {
        const day = Math.floor(t[rows[i]!]! / DAY_MS);
        const sums = statistic.days.get(day) ?? new Float64Array(cells * width);
        statistic.days.set(day, sums);
        dayRows[i] = sums;
        sums[0]!++;
        const truth = (y[rows[i]!]! - origin) / unit;
        statistic.truth[0]!++;
        statistic.truth[1]! += toTicks(truth, SCORE_TICKS);
        statistic.truth[2]! += toTicks(truth * truth, SCORE_TICKS);
      }
      eachSlice(slices, n, (cell, i) => dayRows[i]![cell * width]!++);
    };

    const addModel = (m: number, y: Float64Array, rows: Uint32Array, n: number) => {
      const sums = statistic.models[m]!;
      for (let i = 0; i < n; i++) {
        const error = (prediction[i]! - y[rows[i]!]!) / unit;
        const square = toTicks(error * error, SCORE_TICKS);
        sums.errors[0]! += toTicks(error, SCORE_TICKS);
        sums.errors[1]! += toTicks(Math.abs(error), SCORE_TICKS);
        sums.errors[2]! += square;
        sums.errorBins[errorBin(error)]!++;
        const predicted = (prediction[i]! - origin) / unit;
        const bin = 3 * predictionBin(predicted);
        sums.predictionBins[bin]!++;
        sums.predictionBins[bin + 1]! += toTicks(predicted, SCORE_TICKS);
        sums.predictionBins[bin + 2]! += toTicks((y[rows[i]!]! - origin) / unit, SCORE_TICKS);
        dayRows[i]![1 + m]! += square;
        contribution[i] = square;
      }
      eachSlice(slices, n, (cell, i) => {
        dayRows[i]![cell * width + 1 + m]! += contribution[i]!;
      });
    };

    const addTerms = (n: number) => {
      for (const [t, term] of terms.entries()) {
        contribution.fill(0, 0, n);
        term.add(contribution, n);
        for (let i = 0; i < n; i++) {
          const minutes = contribution[i]! / unit;
          statistic.terms[2 * t]! += toTicks(minutes, SCORE_TICKS);
          statistic.terms[2 * t + 1]! += toTicks(minutes * minutes, SCORE_TICKS);
        }
      }
    };

    return {
      add: (shard) => {
        forEachRowBlock(shard.rows, BLOCK_ROWS, (rows, n) => {
          if (slices.length > 0) frame.load(shard, rows, n);
          addTruth(shard, rows, n);
          for (const [m, predictor] of predictors.entries()) {
            if (typeof predictor === 'number') prediction.fill(predictor, 0, n);
            else predictor.predict(shard, rows, n, prediction);
            addModel(m, shard.numbers[state.target]!, rows, n);
            if (m === 0) addTerms(n);
          }
        });
      },
      finish: () => statistic,
    };
  },
  merge: (parts) => parts.reduce(mergeTwo),
};

/** Calls `visit` with the cell of every slice that a row belongs to; cell 0 is all rows. */
function eachSlice(slices: readonly KeyNode[], n: number, visit: (cell: number, row: number) => void): void {
  let first = 1;
  for (const { out, size } of slices) {
    for (let i = 0; i < n; i++) if (out[i]! >= 0) visit(first + out[i]!, i);
    first += size;
  }
}

function mergeTwo(a: ScoreStatistic, b: ScoreStatistic): ScoreStatistic {
  const days = new Map(a.days);
  for (const [day, sums] of b.days) days.set(day, days.has(day) ? addArrays(days.get(day)!, sums) : sums);
  const models = a.models.map((left, m) => {
    const right = b.models[m]!;
    return {
      errors: addArrays(left.errors, right.errors),
      errorBins: addArrays(left.errorBins, right.errorBins),
      predictionBins: addArrays(left.predictionBins, right.predictionBins),
    };
  });
  return { models, truth: addArrays(a.truth, b.truth), days, terms: addArrays(a.terms, b.terms) };
}
