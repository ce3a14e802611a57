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
  readonly #index: Int32Array | Map<number, number>;
  readonly #stride: number;
  readonly #width: number;
  #codes: number[] = [];
  #keys: Int32Array;
  sums: Float64Array;

  constructor(domain: number, stride: number, width: number) {
    this.#index = domain <= DENSE_LIMIT ? new Int32Array(domain).fill(-1) : new Map();
    this.#stride = stride;
    this.#width = width;
    this.#keys = new Int32Array(256 * width);
    this.sums = new Float64Array(256 * stride);
  }

  /** Offset into `sums` of a row's cell; a new cell notes the codes of its keys. */
  offset(code: number, row: number, keys: readonly Int32Array[]): number {
    const known = this.#index instanceof Map ? (this.#index.get(code) ?? -1) : this.#index[code]!;
    if (known >= 0) return known;
    const cell = this.#codes.push(code) - 1;
    if ((cell + 1) * this.#stride > this.sums.length) {
      this.sums = grow(this.sums, new Float64Array(this.sums.length * 2));
      this.#keys = grow(this.#keys, new Int32Array(this.#keys.length * 2));
    }
    for (let k = 0; k < this.#width; k++) this.#keys[cell * this.#width + k] = keys[k]![row]!;
    if (this.#index instanceof Map) this.#index.set(code, cell * this.#stride);
    else this.#index[code] = cell * this.#stride;
    return cell * this.#stride;
  }

  table(): CellTable {
    const raw = { codes: Float64Array.from(this.#codes), keys: this.#keys, sums: this.sums };
    return mergeCells([raw], this.#stride, this.#width);
  }
}

/** Adds tables of the same joint key; the cells of the result are in order of their codes. */
export function mergeCells(tables: readonly CellTable[], stride: number, width: number): CellTable {
  const codes = Float64Array.from(new Set(tables.flatMap((table) => [...table.codes]))).sort();
  const position = new Map(Array.from(codes, (code, i) => [code, i]));
  const keys = new Int32Array(codes.length * width);
  const sums = new Float64Array(codes.length * stride);
  for (const table of tables) {
    for (let cell = 0; cell < table.codes.length; cell++) {
      const to = position.get(table.codes[cell]!)!;
      for (let k = 0; k < width; k++) keys[to * width + k] = table.keys[cell * width + k]!;
      for (let s = 0; s < stride; s++) sums[to * stride + s]! += table.sums[cell * stride + s]!;
    }
  }
  return { codes, keys, sums };
}

function grow<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
