import type { RowProgram } from '../features/row-program.ts';
import { NUMBER_BYTES } from '../wasm/additions.ts';
import { f64 } from '../wasm/f64.ts';
import { i32 } from '../wasm/i32.ts';
import { type F64, type I32, select } from '../wasm/value.ts';
import type { BoundEncoding } from './bound-encoding.ts';
import type { ScaleStage } from './recipe-frame.ts';

const ZERO = f64.constant(0);

/** The numbers of a fitted stage as values of a program, which finds them where the stage in use lies in memory. */
export class StageValues {
  readonly #encodings: readonly BoundEncoding[];
  readonly #baseSize: number;
  readonly #address: I32;
  readonly #laidOut = new WeakMap<ScaleStage, Float64Array>();

  /** @param inUse gives the stage, each time that rows are loaded */
  constructor(
    program: RowProgram,
    baseSize: number,
    encodings: readonly BoundEncoding[],
    inUse: () => ScaleStage,
  ) {
    this.#baseSize = baseSize;
    this.#encodings = encodings;
    this.#address = program.choice(() => this.#layOut(inUse()));
  }

  /** Coefficient c of the base regression, the constant's first. */
  base(c: number): F64 {
    return f64.load(this.#address, c * NUMBER_BYTES);
  }

  /** What encoding e says about a row: 0 for a key that it never saw. */
  encoding(e: number): F64 {
    const { key, slope } = this.#encodings[e]!;
    const at = i32.add(this.#address, i32.shiftLeft(key.value, i32.constant(3)));
    // The entry of a code -1 is there to be read, and is 0.
    const found = f64.load(i32.add(at, i32.constant((this.#start(e) + 1) * NUMBER_BYTES)));
    if (!slope) return found;
    return select(ZERO, f64.mul(found, slope.value), i32.less(key.value, i32.constant(0)));
  }

  /** Where the entry of code -1 of a table lies. */
  #start(e: number): number {
    return this.#encodings.slice(0, e).reduce((sum, { key }) => sum + key.size + 1, this.#baseSize);
  }

  #layOut(stage: ScaleStage): Float64Array {
    const known = this.#laidOut.get(stage);
    if (known) return known;
    const all = new Float64Array(this.#start(this.#encodings.length));
    all.set(stage.base);
    for (const e of this.#encodings.keys()) all.set(stage.tables[e] ?? [], this.#start(e) + 1);
    this.#laidOut.set(stage, all);
    return all;
  }
}
