import type { RowProgram } from '../../features/row-program.ts';
import { i32 } from '../../wasm/i32.ts';
import { entryAt } from '../../wasm/table.ts';
import type { I32 } from '../../wasm/value.ts';

/** Joint codes below this index an array; above it a hash map does. */
const DENSE_LIMIT = 2 ** 22;
const WORD = 4;

/** Codes of rows. */
export interface RowCodes {
  /** Codes below this are frequent enough for an array. */
  readonly size: number;
  /** A row's code, if it is below the size, else -1. Asked for only where the size is small enough for an array. */
  readonly value: I32;
  /** The code of the row at a position in the block, whatever it is. */
  of(row: number): number;
}

/** Where cells lie in a program's memory, by the codes of rows. A cell begins with zeros. */
export class CellIndex {
  /** Address of the cell of a row, which is a new one where its code is. */
  readonly address: I32;
  readonly #program: RowProgram;
  readonly #bytes: number;
  /** Addresses by code for codes below `size`, 0 where there is no cell; one more in front, for rows without a code. */
  readonly #dense: { readonly size: number; readonly at: number };
  readonly #sparse = new Map<number, number>();
  /** Of all cells, in the order in which they were made. */
  readonly #codes: number[] = [];

  /** @param bytes of a cell */
  constructor(program: RowProgram, codes: RowCodes, bytes: number) {
    this.#program = program;
    this.#bytes = bytes;
    const size = codes.size <= DENSE_LIMIT ? codes.size : 0;
    const at = program.memory.arena.allocate(WORD * (size + 1));
    this.#dense = { size, at };
    const code = size > 0 ? codes.value : i32.constant(-1);
    const known = size > 0 ? entryAt(at, i32.add(code, i32.constant(1))) : i32.constant(0);
    this.address = program.orElse(known, code, (found, row) =>
      this.#addressOf(found < 0 ? codes.of(row) : found),
    );
  }

  /** Lays out the cells of some codes, all new, one behind another; gives the address of the first. */
  layOut(codes: Float64Array): number {
    const first = this.#program.memory.arena.allocate(this.#bytes * codes.length);
    const dense = this.#addresses();
    for (let cell = 0; cell < codes.length; cell++) {
      const code = codes[cell]!;
      const address = first + cell * this.#bytes;
      this.#codes.push(code);
      if (code < dense.length) dense[code] = address;
      else this.#sparse.set(code, address);
    }
    return first;
  }

  /** All cells by ascending code, with their addresses. */
  cells(): { codes: Float64Array; addresses: Uint32Array } {
    const dense = this.#addresses();
    const codes = Float64Array.from(this.#codes).sort();
    return {
      codes,
      addresses: Uint32Array.from(codes, (code) => dense[code] ?? this.#sparse.get(code)!),
    };
  }

  /** Address of the cell of a code that the array has none for. */
  #addressOf(code: number): number {
    const { size, at } = this.#dense;
    const isDense = code >= 0 && code < size;
    const known = isDense ? 0 : this.#sparse.get(code);
    if (known) return known;
    const { arena } = this.#program.memory;
    const address = arena.allocate(this.#bytes);
    if (isDense) arena.writeWord(at + WORD * (code + 1), address);
    else this.#sparse.set(code, address);
    this.#codes.push(code);
    return address;
  }

  /** Of the codes that the array holds; a view, good until memory grows. */
  #addresses(): Int32Array {
    const { size, at } = this.#dense;
    return this.#program.memory.arena.words(at + WORD, size);
  }
}
