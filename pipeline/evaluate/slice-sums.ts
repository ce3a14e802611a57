import type { KeyNode } from '../features/node.ts';
import type { RowProgram } from '../features/row-program.ts';
import { CellIndex } from '../train/encodings/cell-index.ts';
import { NUMBER_BYTES } from '../wasm/additions.ts';
import { f64 } from '../wasm/f64.ts';
import { i32 } from '../wasm/i32.ts';
import type { Addition } from '../wasm/loop.ts';
import { type F64, type I32, select } from '../wasm/value.ts';

const DAY_MS = 86_400_000;
/** Days since 1970 that are found without asking: those before the year 2149. */
const USUAL_DAYS = 65_536;

/** Sums by day, for all rows and for every key of every slice. Slot 0 of a cell counts its rows. */
export class SliceSums {
  /** Count a row in its cells, in a loop of the program. */
  readonly steps: readonly Addition[];
  readonly #program: RowProgram;
  readonly #days: CellIndex;
  /** Numbers of a day: its cells for all rows, the keys of every slice, and rows whose key is unknown. */
  readonly #length: number;
  /** Of a row: its cell among all rows, then in every slice. */
  readonly #cells: readonly I32[];

  /**
   * @param time of a row, in milliseconds since 1970
   * @param timeOf the same of the row at a position in the block
   * @param width sums of a cell
   */
  constructor(
    program: RowProgram,
    slices: readonly KeyNode[],
    width: number,
    time: F64,
    timeOf: (row: number) => number,
  ) {
    this.#program = program;
    const cells = 2 + slices.reduce((sum, { size }) => sum + size, 0);
    this.#length = cells * width;
    const of = (row: number) => Math.floor(timeOf(row) / DAY_MS);
    this.#days = new CellIndex(
      program,
      { size: USUAL_DAYS, value: usualDay(time), of },
      NUMBER_BYTES * this.#length,
    );
    const day = this.#days.address;
    const cellOf = (cell: I32) => i32.add(day, i32.mul(cell, i32.constant(NUMBER_BYTES * width)));
    let first = 1;
    const ofSlices = slices.map(({ value: code, size }) => {
      const known = i32.add(code, i32.constant(first));
      first += size;
      return cellOf(select(i32.constant(cells - 1), known, i32.less(code, i32.constant(0))));
    });
    this.#cells = [day, ...ofSlices];
    this.steps = this.add(0, f64.constant(1));
  }

  /** Adds a value of a row to a slot of its cells. */
  add(slot: number, value: F64): Addition[] {
    return this.#cells.map((to) => ({ value, to, offset: NUMBER_BYTES * slot }));
  }

  /** Day since 1970 → its sums, cell by cell; the last cell is that of unknown keys. */
  byDay(): Map<number, Float64Array> {
    const { codes, addresses } = this.#days.cells();
    const { arena } = this.#program.memory;
    return new Map(Array.from(codes, (day, i) => [day, arena.numbers(addresses[i]!, this.#length).slice()]));
  }
}

/** The day of a time; -1 for no time and for days that are rarely met. */
function usualDay(time: F64): I32 {
  const day = f64.floor(f64.div(time, f64.constant(DAY_MS)));
  const isUsual = i32.and(f64.atLeast(day, f64.constant(0)), f64.atMost(day, f64.constant(USUAL_DAYS - 1)));
  return select(i32.truncate(day), i32.constant(-1), isUsual);
}
