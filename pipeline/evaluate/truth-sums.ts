import type { RowProgram } from '../features/row-program.ts';
import { f64 } from '../wasm/f64.ts';
import type { Addition } from '../wasm/loop.ts';
import { Sums } from '../wasm/sums.ts';
import { ticksOf } from '../wasm/ticks.ts';
import type { F64 } from '../wasm/value.ts';
import { SCORE_TICKS } from './scored-sums.ts';

/** The target of a row, and its sums: rows, Σ truth and Σ truth², in ticks. */
export class TruthSums {
  readonly target: F64;
  /** As `counted` counts it. */
  readonly ticks: F64;
  /** A number in units of errors. */
  readonly inUnits: (x: F64) => F64;
  /** The same from the origin of predictions on. */
  readonly counted: (x: F64) => F64;
  /** Add a row to the sums, in a loop of the program. */
  readonly steps: readonly Addition[];
  readonly #sums: Sums;

  /**
   * @param unit what errors are counted in
   * @param origin what predictions and truth are counted from
   */
  constructor(program: RowProgram, target: F64, unit: number, origin: number) {
    this.#sums = new Sums(program.memory.arena, 3);
    this.target = target;
    this.inUnits = (x) => f64.div(x, f64.constant(unit));
    this.counted = (x) => this.inUnits(f64.sub(x, f64.constant(origin)));
    const value = this.counted(target);
    this.ticks = ticksOf(value, SCORE_TICKS);
    const square = ticksOf(f64.mul(value, value), SCORE_TICKS);
    this.steps = this.#sums.add([f64.constant(1), this.ticks, square]);
  }

  sums(): Float64Array {
    return this.#sums.read();
  }
}
