import type { F64, I32, Value } from '../wasm/value.ts';
import { BLOCK_ROWS } from './node.ts';
import type { RowProgram } from './row-program.ts';

type Out = Float64Array | Int32Array;

/** Values that are wanted as columns, all computed in one loop over the rows. What they share is computed once a row. */
export class ColumnSet {
  readonly #program: RowProgram;
  readonly #columns = new Map<Value, { at: number; out: Out }>();
  #run: ((n: number) => void) | undefined;
  /** The load whose rows the columns hold. */
  #filled = 0;

  constructor(program: RowProgram) {
    this.#program = program;
  }

  /** The column of a value, which `fill` fills from now on. */
  numbers(value: F64): Float64Array {
    return this.#column(value, () => new Float64Array(BLOCK_ROWS)) as Float64Array;
  }

  /** The same of a key. */
  codes(value: I32): Int32Array {
    return this.#column(value, () => new Int32Array(BLOCK_ROWS)) as Int32Array;
  }

  /** Computes all columns for the rows that were loaded last, unless they hold them. */
  fill(): void {
    const { count, loads, memory } = this.#program;
    if (this.#filled === loads || count === 0 || this.#columns.size === 0) return;
    this.#run ??= this.#compile();
    this.#run(count);
    for (const { at, out } of this.#columns.values()) memory.arena.read(at, count, out);
    this.#filled = loads;
  }

  #compile(): (n: number) => void {
    const { arena } = this.#program.memory;
    const columns = Array.from(this.#columns, ([value, column]) => {
      if (column.at < 0) column.at = arena.allocate(column.out.byteLength);
      return { value, at: column.at };
    });
    return this.#program.compile(columns);
  }

  #column(value: Value, make: () => Out): Out {
    const known = this.#columns.get(value);
    if (known) return known.out;
    const out = make();
    this.#columns.set(value, { at: -1, out });
    this.#run = undefined;
    this.#filled = 0;
    return out;
  }
}
