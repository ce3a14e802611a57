import { BLOCK_ROWS } from '../features/node.ts';
import type { RowProgram } from '../features/row-program.ts';
import { f64 } from '../wasm/f64.ts';
import { i32 } from '../wasm/i32.ts';
import { type Addition, position } from '../wasm/loop.ts';
import { Sums } from '../wasm/sums.ts';
import { numberEntry } from '../wasm/table.ts';
import { ticksOf } from '../wasm/ticks.ts';
import type { F64, I32 } from '../wasm/value.ts';
import {
  ERROR_BIN,
  ERROR_BINS,
  PREDICTION_BIN,
  PREDICTION_BINS,
  SCORE_TICKS,
  type ScoredSums,
} from './scored-sums.ts';
import type { TruthSums } from './truth-sums.ts';

/** The sums of one model over all rows, as a program adds them up. */
export class ModelSums {
  /** Add a row to the sums, in a loop of the program. */
  readonly steps: readonly Addition[];
  /** Squared error of a row, in ticks. */
  readonly square: F64;
  readonly #program: RowProgram;
  readonly #predictions = new Float64Array(BLOCK_ROWS);
  readonly #errors: Sums;
  readonly #errorBins: Sums;
  readonly #predictionBins: Sums;

  constructor(program: RowProgram, { target, ticks, inUnits, counted }: TruthSums) {
    const { arena } = program.memory;
    this.#program = program;
    this.#errors = new Sums(arena, 3);
    this.#errorBins = new Sums(arena, ERROR_BINS);
    this.#predictionBins = new Sums(arena, 3 * PREDICTION_BINS);
    const prediction = numberEntry(this.#predictions, position);
    const predicted = counted(prediction);
    const error = inUnits(f64.sub(prediction, target));
    this.square = ticksOf(f64.mul(error, error), SCORE_TICKS);
    const one = f64.constant(1);
    const errors = [ticksOf(error, SCORE_TICKS), ticksOf(f64.abs(error), SCORE_TICKS), this.square];
    const errorBin = binOf(error, ERROR_BIN, ERROR_BINS, ERROR_BINS / 2);
    const predictionBin = binOf(predicted, PREDICTION_BIN, PREDICTION_BINS, 0);
    this.steps = [
      ...this.#errors.add(errors),
      ...this.#errorBins.add([one], errorBin),
      ...this.#predictionBins.add(
        [one, ticksOf(predicted, SCORE_TICKS), ticks],
        i32.mul(predictionBin, i32.constant(3)),
      ),
    ];
  }

  /** Brings the predictions for a block into the program's memory. */
  load(predictions: Float64Array): void {
    const { arena, place } = this.#program.memory;
    arena.write(place(this.#predictions), predictions);
  }

  sums(): ScoredSums {
    return {
      errors: this.#errors.read(),
      errorBins: this.#errorBins.read(),
      predictionBins: this.#predictionBins.read(),
    };
  }
}

/** The bin of a number, of so many bins, where 0 is the start of bin `zero`; what lies outside counts in the last. */
function binOf(x: F64, width: number, bins: number, zero: number): I32 {
  const bin = f64.add(f64.floor(f64.div(x, f64.constant(width))), f64.constant(zero));
  return i32.truncate(f64.min(f64.constant(bins - 1), f64.max(f64.constant(0), bin)));
}
