import type { KeyNode } from '../features/node.ts';
import type { RootCodes } from './column-block.ts';
import { jointSize, partialCode } from './joint-key.ts';
import type { PartTable, RootColumns } from './root-columns.ts';

/** Joint codes of rows: sums of what tables say for their columns, as every part is a function of one column. */
export class JointCodes {
  readonly size: number;
  readonly #parts: readonly KeyNode[];
  readonly #tables: readonly PartTable[];
  /** For each column, what its codes add to a joint code; -1 where a part is unknown. */
  readonly #addends: readonly PartTable[];

  constructor(columns: RootColumns, parts: readonly KeyNode[]) {
    this.size = jointSize(parts);
    this.#parts = parts;
    this.#tables = parts.map((part) => columns.tableOf(part));
    this.#addends = [...new Set(this.#tables.map(({ column }) => column))].map((column) =>
      this.#addend(column),
    );
  }

  #addend(column: number): PartTable {
    const own = this.#tables.filter((table) => table.column === column);
    const sums = new Int32Array(own[0]!.codes.length);
    let radix = 1;
    for (let p = this.#parts.length - 1; p >= 0; p--) {
      const { codes } = this.#tables[p]!;
      if (this.#tables[p]!.column === column) {
        for (let code = 0; code < sums.length; code++)
          sums[code] = (sums[code]! | codes[code]!) < 0 ? -1 : sums[code]! + codes[code]! * radix;
      }
      radix *= this.#parts[p]!.size;
    }
    return { column, codes: sums };
  }

  /** Codes of the first n rows; -1 where not every part is known. A sign bit in any addend is one in all taken together. */
  fill(columns: readonly RootCodes[], n: number, out: Int32Array): void {
    const [first, second, third, ...rest] = this.#addends;
    const [x, s] = [columns[first!.column]!, first!.codes];
    if (third)
      addThree(out, x, s, columns[second!.column]!, second!.codes, columns[third.column]!, third.codes, n);
    else if (second) addTwo(out, x, s, columns[second.column]!, second.codes, n);
    else for (let i = 0; i < n; i++) out[i] = s[x[i]!]!;
    for (const { column, codes } of rest) {
      const y = columns[column]!;
      for (let i = 0; i < n; i++) {
        const a = codes[y[i]!]!;
        out[i] = (out[i]! | a) < 0 ? -1 : out[i]! + a;
      }
    }
  }

  /** The code of a row that `fill` gives none. */
  partial(columns: readonly RootCodes[], row: number): number {
    return partialCode(this.#parts, (p) => this.#tables[p]!.codes[columns[this.#tables[p]!.column]![row]!]!);
  }
}

function addTwo(out: Int32Array, x: RootCodes, s: Int32Array, y: RootCodes, t: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const a = s[x[i]!]!;
    const b = t[y[i]!]!;
    out[i] = (a | b) < 0 ? -1 : a + b;
  }
}

function addThree(
  out: Int32Array,
  x: RootCodes,
  s: Int32Array,
  y: RootCodes,
  t: Int32Array,
  z: RootCodes,
  u: Int32Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const a = s[x[i]!]!;
    const b = t[y[i]!]!;
    const c = u[z[i]!]!;
    out[i] = (a | b | c) < 0 ? -1 : a + b + c;
  }
}
