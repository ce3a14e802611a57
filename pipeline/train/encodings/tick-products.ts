import { f64 } from '../../wasm/f64.ts';
import { ticksOf } from '../../wasm/ticks.ts';
import type { F64 } from '../../wasm/value.ts';

/** A number of every row, times up to two slopes, in whole ticks. Chains that share a slope share the products. */
export class TickProducts {
  readonly #number: F64;
  readonly #slopes: readonly F64[];
  readonly #ticks: number;
  readonly #products = new Map<string, F64>();

  constructor(number: F64, slopes: readonly F64[], ticks: number) {
    this.#number = number;
    this.#slopes = slopes;
    this.#ticks = ticks;
  }

  /** number · u · v, where -1 stands for 1, else slopes are told by their position. */
  times(u: number, v = -1): F64 {
    const name = `${u} ${v}`;
    const factors = [u, v].flatMap((slope) => this.#slopes[slope] ?? []);
    const product = this.#products.get(name) ?? ticksOf(factors.reduce(f64.mul, this.#number), this.#ticks);
    this.#products.set(name, product);
    return product;
  }
}
