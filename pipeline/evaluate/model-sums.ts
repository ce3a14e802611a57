import { BLOCK_ROWS } from '../features/node.ts';
import type { RowProgram } from '../features/row-program.ts';
import { additions, NUMBER_BYTES } from '../wasm/additions.ts';
import { f64 } from '../wasm/f64.ts';
import { i32 } from '../wasm/i32.ts';
import { type Addition, position } from '../wasm/loop.ts';
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
  readonly #errorsAt: number;
  readonly #errorBinsAt: number;
  readonly #predictionBinsAt: number;

  constructor(program: RowProgram, { target, ticks, inUnits, counted }: TruthSums) {
    const { arena } = program.memory;
    this.#program = program;
    this.#errorsAt = arena.allocate(NUMBER_BYTES * 3);
    this.#errorBinsAt = arena.allocate(NUMBER_BYTES * ERROR_BINS);
    this.#predictionBinsAt = arena.allocate(NUMBER_BYTES * 3 * PREDICTION_BINS);
    const prediction = numberEntry(this.#predictions, position);
    const predicted = counted(prediction);
    const error = inUnits(f64.sub(prediction, target));
    this.square = ticksOf(f64.mul(error, error), SCORE_TICKS);
    const [one, zero] = [f64.constant(1), i32.constant(0)];
    const errors = [ticksOf(error, SCORE_TICKS), ticksOf(f64.abs(error), SCORE_TICKS), this.square];
    const errorBin = binOf(error, ERROR_BIN, ERROR_BINS, ERROR_BINS / 2);
    const predictionBin = binOf(predicted, PREDICTION_BIN, PREDICTION_BINS, 0);
    this.steps = [
      ...additions(zero, this.#errorsAt, errors),
      ...additions(i32.mul(errorBin, i32.constant(NUMBER_BYTES)), this.#errorBinsAt, [one]),
      ...additions(i32.mul(predictionBin, i32.constant(3 * NUMBER_BYTES)), this.#predictionBinsAt, [
        ...[one, ticksOf(predicted, SCORE_TICKS), ticks],
      ]),
    ];
  }

  /** Brings the predictions for a block into the program's memory. */
  load(predictions: Float64Array): void {
    const { arena, place } = this.#program.memory;
    arena.write(place(this.#predictions), predictions);
  }

  sums(): ScoredSums {
    const { arena } = this.#program.memory;
    return {
      errors: arena.numbers(this.#errorsAt, 3).slice(),
      errorBins: arena.numbers(this.#errorBinsAt, ERROR_BINS).slice(),
      predictionBins: arena.numbers(this.#predictionBinsAt, 3 * PREDICTION_BINS).slice(),
    };
  }
}

/** The bin of a number, of so many bins, where 0 is the start of bin `zero`; what lies outside counts in the last. */
function binOf(x: F64, width: number, bins: number, zero: number): I32 {
  const bin = f64.add(f64.floor(f64.div(x, f64.constant(width))), f64.constant(zero));
  return i32.truncate(f64.min(f64.constant(bins - 1), f64.max(f64.constant(0), bin)));
}
