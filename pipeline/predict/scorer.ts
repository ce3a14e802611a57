import { BLOCK_ROWS } from '../features/node.ts';
import type { Block } from '../ingest/block.ts';
import type { ColumnUse } from '../ingest/needed-columns.ts';
import { forEachRowBlock } from '../ingest/row-blocks.ts';
import type { Model } from '../model/model.ts';
import { Predictor } from '../model/predictor.ts';
import { type ColumnCheck, columnChecks } from './column-check.ts';
import { type Explanation, explainRow } from './explain.ts';
import { type PredictionCheck, predictionCheck } from './prediction-check.ts';
import { scoringColumns } from './scoring-columns.ts';
import type { ScoringWarning } from './scoring-warning.ts';
import type { TrainingReference } from './training-reference.ts';

/** Predictions for the rows of a block. */
export interface ScoredRows {
  /** In the target's unit, one a row, always finite. */
  readonly predictions: Float64Array;
  /** Row → why its prediction is to be taken with care; rows without warnings are left out. */
  readonly warnings: ReadonlyMap<number, readonly ScoringWarning[]>;
}

/** A model ready for use: the predictions of its Predictor, bit for bit, and what is to be said about them. */
export class Scorer {
  readonly model: Model;
  /** Columns that a block must have, with their types and their names over the years. */
  readonly columns: Model['columns'];
  /** How they are used: a null flag may well be null. */
  readonly uses: ReadonlyMap<string, ColumnUse>;
  readonly #predictor: Predictor;
  readonly #checks: readonly ColumnCheck[];
  readonly #check: PredictionCheck;
  readonly #out = new Float64Array(BLOCK_ROWS);

  /** @param reference what training looked like; without it, only the recipe's own clips bound what is usual */
  constructor(model: Model, reference?: TrainingReference) {
    this.model = model;
    this.uses = scoringColumns(model);
    this.columns = Object.fromEntries([...this.uses.keys()].map((name) => [name, model.columns[name]!]));
    this.#predictor = new Predictor(model);
    this.#checks = columnChecks(model, reference?.ranges ?? {});
    this.#check = predictionCheck(model.target, fallbackOf(model, reference));
  }

  /** Scores every row of a block. No value makes it throw: what cannot be believed gets a warning. */
  score(block: Block): ScoredRows {
    const predictions = new Float64Array(block.rows);
    const warnings = new Map<number, ScoringWarning[]>();
    const report = (row: number, warning: ScoringWarning) => {
      const before = warnings.get(row);
      if (before) before.push(warning);
      else warnings.set(row, [warning]);
    };
    for (const check of this.#checks) check(block, report);
    forEachRowBlock(block.rows, Math.min(BLOCK_ROWS, block.rows), (positions, n) => {
      this.#predictor.predict(block, positions, n, this.#out);
      predictions.set(n === BLOCK_ROWS ? this.#out : this.#out.subarray(0, n), positions[0]);
    });
    this.#checkPredictions(predictions, report);
    return { predictions, warnings };
  }

  /** What one row's prediction is made of. Throws a RatchetError `numeric` where it is not finite. */
  explain(block: Block, row: number): Explanation {
    return explainRow(this.#predictor, block, row);
  }

  #checkPredictions(predictions: Float64Array, report: (row: number, warning: ScoringWarning) => void): void {
    for (let row = 0; row < predictions.length; row++) {
      const prediction = predictions[row]!;
      if (this.#check.isUsual(prediction)) continue;
      predictions[row] = this.#check.finite(prediction);
      report(row, this.#check.warning(prediction));
    }
  }
}

/** What stands in where a model can compute nothing: the usual target of training, in the target's unit. */
export function fallbackOf(
  { target: { keep } }: Pick<Model, 'target'>,
  reference?: TrainingReference,
): number {
  return reference?.target ?? (keep[0] + keep[1]) / 2;
}
