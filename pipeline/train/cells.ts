import { BLOCK_ROWS } from '../features/node.ts';
import type { ColumnBlock } from './column-block.ts';
import type { JointCodes } from './joint-codes.ts';

/** Sums over the cells of a joint key. Every sum is a whole number, so tables merge exactly in any grouping. */
export interface CellTable {
  /** Joint codes, ascending. */
  readonly codes: Float64Array;
  /** Per cell, `stride` sums. */
  readonly sums: Float64Array;
  readonly stride: number;
}

/** Joint codes up to this index an array; above it a hash map does. */
const DENSE_LIMIT = 2 ** 22;

/** Where cells lie that have `stride` numbers each, in the order in which they were first asked for. */
export class CellIndex {
  readonly codes: number[] = [];
  /** Offset of a cell by its code, for codes below the domain where that is small; the others are in the map. */
  readonly #dense: Int32Array;
  readonly #sparse = new Map<number, number>();
  readonly #stride: number;
  readonly #jointCodes = new Int32Array(BLOCK_ROWS);

  constructor(domain: number, stride: number) {
    this.#dense = new Int32Array(domain <= DENSE_LIMIT ? domain : 0).fill(-1);
    this.#stride = stride;
  }

  /** Offset of the cell of a code, which is a new one where the code is. */
  offset(code: number): number {
    const known = code < this.#dense.length ? this.#dense[code]! : (this.#sparse.get(code) ?? -1);
    if (known >= 0) return known;
    const offset = (this.codes.push(code) - 1) * this.#stride;
    if (code < this.#dense.length) this.#dense[code] = offset;
    else this.#sparse.set(code, offset);
    return offset;
  }

  /** Offsets of the cells of a block's rows. */
  find(keys: JointCodes, block: ColumnBlock, at: Int32Array): void {
    const [codes, dense] = [this.#jointCodes, this.#dense];
    keys.fill(block.codes, block.rows, codes);
    for (let i = 0; i < block.rows; i++) {
      const code = codes[i]!;
      const known = code >= 0 && code < dense.length ? dense[code]! : -1;
      at[i] = known >= 0 ? known : this.offset(code < 0 ? keys.partial(block.codes, i) : code);
    }
  }

  /** Offsets by ascending code: those of the array as they lie there, then the few of the map. */
  ascending(): Uint32Array {
    const offsets = new Uint32Array(this.codes.length);
    let count = 0;
    for (let code = 0; code < this.#dense.length; code++)
      if (this.#dense[code]! >= 0) offsets[count++] = this.#dense[code]!;
    const sparse = [...this.#sparse].sort(([a], [b]) => a - b);
    for (const [, offset] of sparse) offsets[count++] = offset;
    return offsets;
  }
}

/** Collects cells as rows come. */
export class CellCollector {
  readonly index: CellIndex;
  readonly #stride: number;
  #sums: Float64Array;

  constructor(domain: number, stride: number) {
    this.index = new CellIndex(domain, stride);
    this.#stride = stride;
    this.#sums = new Float64Array(256 * stride);
  }

  /** The sums of all cells of the index, each at its offset. */
  get sums(): Float64Array {
    const needed = this.index.codes.length * this.#stride;
    if (needed > this.#sums.length) {
      const more = new Float64Array(Math.max(needed, 2 * this.#sums.length));
      more.set(this.#sums);
      this.#sums = more;
    }
    return this.#sums;
  }

  table(): CellTable {
    const [stride, from, offsets] = [this.#stride, this.sums, this.index.ascending()];
    const codes = new Float64Array(offsets.length);
    const sums = new Float64Array(offsets.length * stride);
    for (let cell = 0; cell < offsets.length; cell++) {
      codes[cell] = this.index.codes[offsets[cell]! / stride]!;
      for (let i = 0; i < stride; i++) sums[cell * stride + i] = from[offsets[cell]! + i]!;
    }
    return { codes, sums, stride };
  }
}

/** Adds two tables of the same joint key; the cells of the result are in order of their codes. */
export function mergeCells(a: CellTable, b: CellTable): CellTable {
  const { stride } = a;
  const most = a.codes.length + b.codes.length;
  const codes = new Float64Array(most);
  const sums = new Float64Array(most * stride);
  let [i, j, to] = [0, 0, 0];
  for (; i < a.codes.length || j < b.codes.length; to++) {
    const [left, right] = [a.codes[i] ?? Number.POSITIVE_INFINITY, b.codes[j] ?? Number.POSITIVE_INFINITY];
    codes[to] = Math.min(left, right);
    if (left <= right) addCell(a.sums, i++, sums, to, stride);
    if (right <= left) addCell(b.sums, j++, sums, to, stride);
  }
  return { codes: codes.slice(0, to), sums: sums.slice(0, to * stride), stride };
}

function addCell(from: Float64Array, cell: number, into: Float64Array, to: number, stride: number): void {
  for (let i = 0; i < stride; i++) into[to * stride + i]! += from[cell * stride + i]!;
}
