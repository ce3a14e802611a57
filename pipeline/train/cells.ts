/** Sums over the cells of a joint key. Every sum is a whole number, so tables merge exactly in any grouping. */
export interface CellTable {
  /** Joint codes, ascending. */
  readonly codes: Float64Array;
  /** Per cell, the code of every encoding in it. */
  readonly keys: Int32Array;
  /** Per cell, `stride` sums. */
  readonly sums: Float64Array;
}

/** Joint codes up to this index an array; above it a hash map does. */
const DENSE_LIMIT = 2 ** 22;

/** Collects cells as rows come. */
export class CellCollector {
  /** Offset of a cell by its code, for codes below the domain where that is small; the others are in the map. */
  readonly #dense: Int32Array;
  readonly #sparse = new Map<number, number>();
  readonly #stride: number;
  readonly #width: number;
  #codes: number[] = [];
  #keys: Int32Array;
  sums: Float64Array;

  constructor(domain: number, stride: number, width: number) {
    this.#dense = new Int32Array(domain <= DENSE_LIMIT ? domain : 0).fill(-1);
    this.#stride = stride;
    this.#width = width;
    this.#keys = new Int32Array(256 * width);
    this.sums = new Float64Array(256 * stride);
  }

  /** Offset into `sums` of a row's cell; a new cell notes the codes of its keys. */
  offset(code: number, row: number, keys: readonly Int32Array[]): number {
    const known = code < this.#dense.length ? this.#dense[code]! : (this.#sparse.get(code) ?? -1);
    if (known >= 0) return known;
    const cell = this.#codes.push(code) - 1;
    if ((cell + 1) * this.#stride > this.sums.length) {
      this.sums = grow(this.sums, new Float64Array(this.sums.length * 2));
      this.#keys = grow(this.#keys, new Int32Array(this.#keys.length * 2));
    }
    for (let k = 0; k < this.#width; k++) this.#keys[cell * this.#width + k] = keys[k]![row]!;
    if (code < this.#dense.length) this.#dense[code] = cell * this.#stride;
    else this.#sparse.set(code, cell * this.#stride);
    return cell * this.#stride;
  }

  table(): CellTable {
    const cells = this.#codes.length;
    const order = this.#order();
    const codes = Float64Array.from(order, (cell) => this.#codes[cell]!);
    const keys = new Int32Array(cells * this.#width);
    const sums = new Float64Array(cells * this.#stride);
    for (let to = 0; to < cells; to++) {
      copyCell(this.#keys, order[to]!, keys, to, this.#width);
      copyCell(this.sums, order[to]!, sums, to, this.#stride);
    }
    return { codes, keys, sums };
  }

  /** Cells by ascending code: those of the array as they lie there, then the few of the map. */
  #order(): Uint32Array {
    const order = new Uint32Array(this.#codes.length);
    let count = 0;
    for (let code = 0; code < this.#dense.length; code++) {
      if (this.#dense[code]! >= 0) order[count++] = this.#dense[code]! / this.#stride;
    }
    const sparse = [...this.#sparse].sort(([a], [b]) => a - b);
    for (const [, at] of sparse) order[count++] = at / this.#stride;
    return order;
  }
}

/** Adds two tables of the same joint key; the cells of the result are in order of their codes. */
export function mergeCells(a: CellTable, b: CellTable, stride: number, width: number): CellTable {
  const most = a.codes.length + b.codes.length;
  const codes = new Float64Array(most);
  const keys = new Int32Array(most * width);
  const sums = new Float64Array(most * stride);
  let [i, j, to] = [0, 0, 0];
  for (; i < a.codes.length || j < b.codes.length; to++) {
    const [left, right] = [a.codes[i] ?? Number.POSITIVE_INFINITY, b.codes[j] ?? Number.POSITIVE_INFINITY];
    codes[to] = Math.min(left, right);
    if (left <= right) copyCell(a.keys, i, keys, to, width);
    else copyCell(b.keys, j, keys, to, width);
    if (left <= right) addCell(a.sums, i++, sums, to, stride);
    if (right <= left) addCell(b.sums, j++, sums, to, stride);
  }
  return { codes: codes.slice(0, to), keys: keys.slice(0, to * width), sums: sums.slice(0, to * stride) };
}

type Cells = Float64Array | Int32Array;

function copyCell(from: Cells, cell: number, into: Cells, to: number, width: number): void {
  for (let i = 0; i < width; i++) into[to * width + i] = from[cell * width + i]!;
}

function addCell(from: Cells, cell: number, into: Cells, to: number, width: number): void {
  for (let i = 0; i < width; i++) into[to * width + i]! += from[cell * width + i]!;
}

function grow<A extends Cells>(from: A, to: A): A {
  to.set(from);
  return to;
}
