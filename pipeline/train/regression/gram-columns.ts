import { BLOCK_ROWS } from '../../features/node.ts';
import type { RowProgram } from '../../features/row-program.ts';
import { GramSums } from '../../linalg/gram-sums.ts';
import type { Column } from '../../wasm/loop.ts';
import type { F64 } from '../../wasm/value.ts';

/** Numbers of every row as columns in a program's memory, whose products are summed. */
export class GramColumns {
  /** Compute the columns, in a loop of the program. */
  readonly steps: readonly Column[];
  readonly #sums: GramSums;

  constructor(program: RowProgram, values: readonly F64[]) {
    this.#sums = new GramSums(program.memory.arena, BLOCK_ROWS, values.length);
    const { starts, shift } = this.#sums;
    this.steps = values.map((value, c) => ({ value, at: starts[c]!, shift }));
  }

  /** How many columns there are. */
  get size(): number {
    return this.steps.length;
  }

  /** Adds the products over the first n rows; see `GramSums`. */
  add(gram: Float64Array, n: number): void {
    this.#sums.add(gram, n);
  }
}
