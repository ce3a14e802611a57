import type { FeatureState } from '../features/feature-state.ts';
import { type FeatureContract, Frame } from '../features/frame.ts';
import { BLOCK_ROWS } from '../features/node.ts';
import { rawSource } from '../features/sources.ts';
import { forEachRowBlock } from '../ingest/row-blocks.ts';
import type { Model } from '../model/model.ts';
import { Predictor } from '../model/predictor.ts';
import type { Round } from '../train/round.ts';
import { ModelSums } from './model-sums.ts';
import { addArrays, type ScoredSums } from './scored-sums.ts';
import { SliceSums } from './slice-sums.ts';
import { TermSpread } from './term-spread.ts';
import { TruthSums } from './truth-sums.ts';

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
    const { program } = frame;
    let timeOf = (_row: number) => Number.NaN;
    const slices = new SliceSums(
      program,
      state.slices.map((by) => frame.tuple(by)),
      1 + scored.length,
      rawSource(program, state.time),
      (row) => timeOf(row),
    );
    const truth = new TruthSums(program, rawSource(program, state.target), unit, origin);
    const models = scored.map((one) => {
      const sums = new ModelSums(program, truth);
      if ('model' in one) return { sums, predictor: new Predictor(one.model) };
      sums.load(new Float64Array(BLOCK_ROWS).fill(one.constant));
      return { sums };
    });
    const first = models[0]?.predictor;
    const spread = first && new TermSpread(first, unit);
    const add = program.compile([
      ...truth.steps,
      ...slices.steps,
      ...models.flatMap(({ sums }, m) => [...sums.steps, ...slices.add(1 + m, sums.square)]),
    ]);
    const predictions = new Float64Array(BLOCK_ROWS);
    return {
      add: (shard) => {
        const times = shard.numbers[state.time]!;
        let block = 0;
        forEachRowBlock(shard.rows, BLOCK_ROWS, (rows, n) => {
          timeOf = (row) => times[rows[row]!]!;
          frame.load(shard, rows, n);
          for (const { sums, predictor } of models) {
            if (!predictor) continue;
            predictor.predict(shard, rows, n, predictions);
            sums.load(predictions);
          }
          add(n);
          if (block % state.importanceEvery === 0) spread?.add(n);
          block++;
        });
      },
      finish: () => ({
        models: models.map(({ sums }) => sums.sums()),
        truth: truth.sums(),
        days: slices.byDay(),
        terms: spread?.sums() ?? new Float64Array(1),
      }),
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
