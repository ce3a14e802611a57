import type { Predictor } from '../model/predictor.ts';
import { f64 } from '../wasm/f64.ts';
import { Sums } from '../wasm/sums.ts';
import { ticksOf } from '../wasm/ticks.ts';
import { SCORE_TICKS } from './scored-sums.ts';

/** How much the terms of a model vary: rows; then Σ contribution and Σ contribution² of each, in ticks of `unit`. */
export class TermSpread {
  readonly #sums: Sums;
  readonly #add: (n: number) => void;

  constructor(predictor: Predictor, unit: number) {
    const { program, terms } = predictor;
    this.#sums = new Sums(program.memory.arena, 1 + 2 * terms.length);
    const values = terms.flatMap(({ value }) => {
      const counted = f64.div(value, f64.constant(unit));
      return [ticksOf(counted, SCORE_TICKS), ticksOf(f64.mul(counted, counted), SCORE_TICKS)];
    });
    this.#add = program.compile(this.#sums.add([f64.constant(1), ...values]));
  }

  /** Adds the first n rows that the model predicted last. */
  add(n: number): void {
    this.#add(n);
  }

  sums(): Float64Array {
    return this.#sums.read();
  }
}
