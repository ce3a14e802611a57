import { NUMBER_BYTES } from '../../wasm/additions.ts';
import { Arena } from '../../wasm/arena.ts';
import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import { instantiate } from '../../wasm/instantiate.ts';
import { type Addition, loopModule, position } from '../../wasm/loop.ts';
import { placement } from '../../wasm/placement.ts';
import { entry, numberEntry } from '../../wasm/table.ts';
import type { F64, I32 } from '../../wasm/value.ts';
import type { PlacePairs } from './fit-geometry.ts';

/** The gradient of the weighted squared errors ½·w·(½·log(|xᵢ − xⱼ|² + softening) − measured)² of pairs of places. */
export class PairGradient {
  /** Place-major, `dimensions` numbers each; behind them the logarithm of the softening. To be changed in place. */
  readonly parameters: Float64Array;
  /** By parameter. */
  readonly gradient: Float64Array;
  readonly #pairs: number;
  readonly #softening: Float64Array;
  readonly #addPairs: (n: number) => void;

  /** @param weight of each pair */
  constructor({ from, to, measured }: PlacePairs, weight: Float64Array, places: number, dimensions: number) {
    const arena = new Arena();
    const size = NUMBER_BYTES * (places * dimensions + 1);
    const [x, gradient] = [arena.allocate(size), arena.allocate(size)];
    const softeningAt = arena.allocate(NUMBER_BYTES);
    const softening = f64.load(i32.constant(0), softeningAt);
    const [i, j] = [from, to].map((table) =>
      i32.mul(entry(table, position), i32.constant(NUMBER_BYTES * dimensions)),
    ) as [I32, I32];
    const deltas = Array.from({ length: dimensions }, (_, d) =>
      f64.sub(f64.load(i, x + NUMBER_BYTES * d), f64.load(j, x + NUMBER_BYTES * d)),
    );
    const square = deltas.reduce((sum, delta) => f64.add(sum, f64.mul(delta, delta)), softening);
    const error = f64.sub(f64.mul(f64.constant(0.5), f64.log(square)), numberEntry(measured, position));
    const pull = f64.div(f64.mul(numberEntry(weight, position), error), square);
    const add = (value: F64, to: I32, parameter: number): Addition => ({
      value,
      to,
      offset: gradient + NUMBER_BYTES * parameter,
    });
    const steps = deltas.flatMap((delta, d) => {
      const along = f64.mul(pull, delta);
      return [add(along, i, d), add(f64.sub(f64.constant(0), along), j, d)];
    });
    const last = f64.mul(f64.mul(f64.constant(0.5), pull), softening);
    const bytes = loopModule([...steps, add(last, i32.constant(0), places * dimensions)], placement(arena));
    this.#addPairs = instantiate(bytes, arena);
    // No area is handed out any more, so that views stay good.
    this.#pairs = weight.length;
    this.parameters = arena.numbers(x, size / NUMBER_BYTES);
    this.gradient = arena.numbers(gradient, size / NUMBER_BYTES);
    this.#softening = arena.numbers(softeningAt, 1);
  }

  /** Computes the gradient at the parameters as they are. */
  update(): void {
    this.gradient.fill(0);
    this.#softening[0] = Math.exp(this.parameters.at(-1)!);
    if (this.#pairs > 0) this.#addPairs(this.#pairs);
  }
}
