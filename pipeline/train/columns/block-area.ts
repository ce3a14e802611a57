import { BLOCK_ROWS } from '../../features/node.ts';
import type { Arena } from '../../wasm/arena.ts';
import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import { type Column, position } from '../../wasm/loop.ts';
import type { F64, I32, Value } from '../../wasm/value.ts';

/** What the columns of a block are. */
export interface BlockPlan {
  /** Number of codes of each column of roots. */
  readonly sizes: readonly number[];
  readonly slopes: number;
  readonly models: number;
}

/** A column of the rows at hand: read as a value, and written by a step of a loop. */
export interface AreaColumn<T extends Value> {
  readonly value: T;
  readonly write: (value: T) => Column;
}

const isShort = (size: number) => size <= 2 ** 16;

/** Bytes of an area. */
export const areaBytes = ({ sizes, slopes, models }: BlockPlan): number =>
  BLOCK_ROWS * (8 * (slopes + 1 + models) + sizes.reduce((sum, size) => sum + (isShort(size) ? 2 : 4), 0));

const [byEight, byFour, byTwo] = [3, 2, 1].map((bits) => i32.shiftLeft(position, i32.constant(bits))) as [
  I32,
  I32,
  I32,
];

/** A place in a program's memory for the columns of one block, which all passes find at the same distances. */
export class BlockArea {
  /** For each column of roots. */
  readonly codes: readonly AreaColumn<I32>[];
  /** For each slope of the recipe. */
  readonly slopes: readonly AreaColumn<F64>[];
  readonly weight: AreaColumn<F64>;
  /** For each model. */
  readonly residuals: readonly AreaColumn<F64>[];
  readonly #arena: Arena;
  readonly #start: number;
  readonly #bytes: number;
  /** They come first. */
  readonly #residualBytes: number;
  readonly #codesAt: readonly { readonly at: number; readonly short: boolean }[];

  constructor(arena: Arena, plan: BlockPlan) {
    this.#arena = arena;
    this.#bytes = areaBytes(plan);
    this.#start = arena.allocate(this.#bytes);
    let next = this.#start;
    const take = (width: number) => {
      next += width * BLOCK_ROWS;
      return next - width * BLOCK_ROWS;
    };
    const numbers = (count: number) => Array.from({ length: count }, () => numberAt(take(8)));
    this.residuals = numbers(plan.models);
    this.#residualBytes = next - this.#start;
    this.slopes = numbers(plan.slopes);
    this.weight = numberAt(take(8));
    this.#codesAt = plan.sizes.map((size) => ({ at: take(isShort(size) ? 2 : 4), short: isShort(size) }));
    this.codes = this.#codesAt.map(({ at, short }) => codeAt(at, short));
  }

  /** The code of a row in a column of roots. */
  codeOf(column: number, row: number): number {
    const { at, short } = this.#codesAt[column]!;
    return (short ? this.#arena.shorts(at, BLOCK_ROWS) : this.#arena.words(at, BLOCK_ROWS))[row]!;
  }

  /** Copies the columns, to be kept. */
  save(bytes: Uint8Array): void {
    bytes.set(this.#arena.bytes(this.#start, this.#bytes));
  }

  /** Brings back what `save` copied. */
  load(bytes: Uint8Array): void {
    this.#arena.bytes(this.#start, this.#bytes).set(bytes);
  }

  /** Puts the residuals in place of those that were kept. */
  saveResiduals(bytes: Uint8Array): void {
    bytes.set(this.#arena.bytes(this.#start, this.#residualBytes));
  }
}

const numberAt = (at: number): AreaColumn<F64> => ({
  value: f64.load(byEight, at),
  write: (value) => ({ value, at }),
});

const codeAt = (at: number, short: boolean): AreaColumn<I32> => ({
  value: short ? i32.load16(byTwo, at) : i32.load(byFour, at),
  write: (value) => ({ value, at, isShort: short }),
});
