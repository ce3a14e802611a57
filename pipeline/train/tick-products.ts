import { BLOCK_ROWS } from '../features/node.ts';
import { toTicks } from '../stats/exact-sum.ts';

/** A column of a block, times up to two of its slopes, in whole ticks. Chains that share a slope share the products. */
export class TickProducts {
  readonly #ticks: number;
  readonly #outs: Float64Array[] = [];
  readonly #done: boolean[] = [];
  #column: Float64Array = new Float64Array(0);
  #slopes: readonly Float64Array[] = [];

  constructor(ticks: number) {
    this.#ticks = ticks;
  }

  /** Begins a block with a column, which has to stay as it is until the next. */
  load(column: Float64Array, slopes: readonly Float64Array[]): this {
    this.#column = column;
    this.#slopes = slopes;
    this.#done.fill(false);
    return this;
  }

  /** column · u · v for the first n rows, where -1 stands for 1, else slopes are told by their position. */
  times(n: number, u: number, v = -1): Float64Array {
    const slot = (u + 1) * (this.#slopes.length + 1) + v + 1;
    this.#outs[slot] ??= new Float64Array(BLOCK_ROWS);
    const out = this.#outs[slot]!;
    if (this.#done[slot]) return out;
    this.#done[slot] = true;
    const [column, ticks] = [this.#column, this.#ticks];
    const [first, second] = [this.#slopes[u], this.#slopes[v]];
    if (first && second)
      for (let i = 0; i < n; i++) out[i] = toTicks(column[i]! * first[i]! * second[i]!, ticks);
    else if (first) for (let i = 0; i < n; i++) out[i] = toTicks(column[i]! * first[i]!, ticks);
    else for (let i = 0; i < n; i++) out[i] = toTicks(column[i]!, ticks);
    return out;
  }
}
