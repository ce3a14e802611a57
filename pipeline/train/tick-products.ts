import { BLOCK_ROWS, type NumberNode } from '../features/node.ts';
import { toTicks } from '../stats/exact-sum.ts';

/** A column of a block, times up to two others, in whole ticks. Chains that share a slope share the products. */
export class TickProducts {
  readonly #ticks: number;
  readonly #known = new Map<string, { block: number; out: Float64Array }>();
  #column: Float64Array = new Float64Array(0);
  #block = 0;

  constructor(ticks: number) {
    this.#ticks = ticks;
  }

  /** Begins a block with a column, which has to stay as it is until the next. */
  load(column: Float64Array): this {
    this.#column = column;
    this.#block++;
    return this;
  }

  /** column · u · v for the first n rows; v, or both, may be left out. */
  times(n: number, u?: NumberNode, v?: NumberNode): Float64Array {
    const key = `${u?.label ?? 1} ${v?.label ?? 1}`;
    const known = this.#known.get(key) ?? { block: -1, out: new Float64Array(BLOCK_ROWS) };
    const { out } = known;
    if (known.block === this.#block) return out;
    const [column, ticks] = [this.#column, this.#ticks];
    const [first, second] = [u?.out, v?.out];
    if (first && second)
      for (let i = 0; i < n; i++) out[i] = toTicks(column[i]! * first[i]! * second[i]!, ticks);
    else if (first) for (let i = 0; i < n; i++) out[i] = toTicks(column[i]! * first[i]!, ticks);
    else for (let i = 0; i < n; i++) out[i] = toTicks(column[i]!, ticks);
    this.#known.set(key, { block: this.#block, out });
    return out;
  }
}
