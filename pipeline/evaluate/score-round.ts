import type { FeatureState } from '../features/feature-state.ts';
import { type FeatureContract, Frame } from '../features/frame.ts';
import { BLOCK_ROWS } from '../features/node.ts';
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
import { SliceSums } from './slice-sums.ts';

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
  /** The spread of the first model's terms is measured on every so many blocks of rows. */
  readonly importanceEvery: number;
}

export interface ScoreStatistic {
  readonly models: ScoredSums[];
  /** Rows, Σ truth, Σ truth², counted from the origin. */
  readonly truth: Float64Array;
  /** Day since 1970 → rows and squared errors of each model, for all rows and then for every key of every slice. */
  readonly days: Map<number, Float64Array>;
  /** Rows that the spread of terms was measured on; then Σ contribution and Σ contribution² of each of the first model's terms. */
  readonly terms: Float64Array;
}

/** Scores several models on the same rows: sums by day and slice, never a loss a row. */
export const scoreRound: Round<ScoreState, ScoreStatistic> = {
  start: (state) => {
    const { unit, origin, scored } = state;
    const frame = new Frame(state.contract, state.features);
    const slices = new SliceSums(
      state.slices.map((by) => frame.tuple(by)),
      1 + scored.length,
    );
    const predictors = scored.map((one) => ('model' in one ? new Predictor(one.model) : one.constant));
    const first = predictors[0];
    const terms = first instanceof Predictor ? first.terms : [];
    const models = scored.map(emptySums);
    const truth = new Float64Array(3);
    const spread = new Float64Array(1 + 2 * terms.length);
    const prediction = new Float64Array(BLOCK_ROWS);
    const contribution = new Float64Array(BLOCK_ROWS);
    const outcome = new Float64Array(BLOCK_ROWS);
    const outcomeTicks = new Float64Array(BLOCK_ROWS);
    const squares = new Float64Array(BLOCK_ROWS);

    const addTruth = (y: Float64Array, rows: Uint32Array, n: number) => {
      let [sum, square] = [0, 0];
      for (let i = 0; i < n; i++) {
        outcome[i] = y[rows[i]!]!;
        const value = (outcome[i]! - origin) / unit;
        outcomeTicks[i] = toTicks(value, SCORE_TICKS);
        sum += outcomeTicks[i]!;
        square += toTicks(value * value, SCORE_TICKS);
      }
      truth[0]! += n;
      truth[1]! += sum;
      truth[2]! += square;
    };

    const addModel = (m: number, n: number) => {
      const { errors, errorBins, predictionBins } = models[m]!;
      let [sum, absolute, square] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const error = (prediction[i]! - outcome[i]!) / unit;
        squares[i] = toTicks(error * error, SCORE_TICKS);
        sum += toTicks(error, SCORE_TICKS);
        absolute += toTicks(Math.abs(error), SCORE_TICKS);
        square += squares[i]!;
        errorBins[errorBin(error)]!++;
        const predicted = (prediction[i]! - origin) / unit;
        const bin = 3 * predictionBin(predicted);
        predictionBins[bin]!++;
        predictionBins[bin + 1]! += toTicks(predicted, SCORE_TICKS);
        predictionBins[bin + 2]! += outcomeTicks[i]!;
      }
      errors[0]! += sum;
      errors[1]! += absolute;
      errors[2]! += square;
      slices.add(1 + m, squares, n);
    };

    const addTerms = (n: number) => {
      spread[0]! += n;
      for (const [t, term] of terms.entries()) {
        contribution.fill(0, 0, n);
        term.add(contribution, n);
        let [sum, square] = [0, 0];
        for (let i = 0; i < n; i++) {
          const minutes = contribution[i]! / unit;
          sum += toTicks(minutes, SCORE_TICKS);
          square += toTicks(minutes * minutes, SCORE_TICKS);
        }
        spread[1 + 2 * t]! += sum;
        spread[2 + 2 * t]! += square;
      }
    };

    return {
      add: (shard) => {
        let block = 0;
        forEachRowBlock(shard.rows, BLOCK_ROWS, (rows, n) => {
          if (state.slices.length > 0) frame.load(shard, rows, n);
          addTruth(shard.numbers[state.target]!, rows, n);
          slices.find(shard.numbers[state.time]!, rows, n);
          for (const [m, predictor] of predictors.entries()) {
            if (typeof predictor === 'number') prediction.fill(predictor, 0, n);
            else predictor.predict(shard, rows, n, prediction);
            addModel(m, n);
            if (m === 0 && block % state.importanceEvery === 0) addTerms(n);
          }
          block++;
        });
      },
      finish: () => ({ models, truth, days: slices.byDay(), terms: spread }),
    };
  },
  merge: (parts) => parts.reduce(mergeTwo),
};

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
