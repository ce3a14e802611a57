import type { Frame } from '../features/frame.ts';
import type { KeyNode } from '../features/node.ts';
import type { RootCodes } from './column-block.ts';
import { deriveKeys } from './derive-keys.ts';
import { jointSize, partialCode } from './joint-key.ts';

/** Joint codes of rows. Every part is a function of one root, so that a code is a sum of what a table says for each root. */
export class JointCodes {
  readonly size: number;
  readonly #parts: readonly KeyNode[];
  /** For each part: the column of its root, and its code for each code of that; the last is for the unknown root. */
  readonly #tables: readonly { column: number; codes: Int32Array }[];
  /** For each root, what it adds to a joint code; -1 where a part is unknown. */
  readonly #addends: readonly { column: number; table: Int32Array }[];

  /** @param roots the columns that rows have codes of */
  constructor(frame: Frame, parts: readonly KeyNode[], roots: readonly KeyNode[]) {
    this.size = jointSize(parts);
    this.#parts = parts;
    this.#tables = parts.map((part) => {
      const root = part.roots[0]!;
      const all = Int32Array.from({ length: root.size }, (_, code) => code);
      const [codes] = deriveKeys(frame, [root], [all], [part]);
      return { column: roots.indexOf(root), codes: Int32Array.of(...codes!, -1) };
    });
    this.#addends = [...new Set(this.#tables.map(({ column }) => column))].map((column) => ({
      column,
      table: Int32Array.from({ length: roots[column]!.size + 1 }, (_, code) => this.#addend(column, code)),
    }));
  }

  #addend(column: number, code: number): number {
    let [sum, radix] = [0, 1];
    for (let p = this.#parts.length - 1; p >= 0; p--) {
      const table = this.#tables[p]!;
      if (table.column === column) {
        if (table.codes[code]! < 0) return -1;
        sum += table.codes[code]! * radix;
      }
      radix *= this.#parts[p]!.size;
    }
    return sum;
  }

  /** Codes of the first n rows; -1 where not every part is known. */
  fill(columns: readonly RootCodes[], n: number, out: Int32Array): void {
    out.fill(0, 0, n);
    const [addends, count] = [this.#addends, this.#addends.length];
    for (let r = 0; r < count; r += 3) {
      const [a, b, c] = [addends[r]!, addends[r + 1], addends[r + 2]];
      const [x, s] = [columns[a.column]!, a.table];
      if (c) addThree(out, x, s, columns[b!.column]!, b!.table, columns[c.column]!, c.table, n);
      else if (b) addTwo(out, x, s, columns[b.column]!, b.table, n);
      else for (let i = 0; i < n; i++) out[i] = (out[i]! | s[x[i]!]!) < 0 ? -1 : out[i]! + s[x[i]!]!;
    }
  }

  /** The code of a row that `fill` gives none. */
  partial(columns: readonly RootCodes[], row: number): number {
    return partialCode(this.#parts, (p) => this.#tables[p]!.codes[columns[this.#tables[p]!.column]![row]!]!);
  }
}

/** A sign bit in any addend is a sign bit in all taken together. */
function addTwo(out: Int32Array, x: RootCodes, s: Int32Array, y: RootCodes, t: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const h = out[i]!;
    const a = s[x[i]!]!;
    const b = t[y[i]!]!;
    out[i] = (h | a | b) < 0 ? -1 : h + a + b;
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
    const h = out[i]!;
    const a = s[x[i]!]!;
    const b = t[y[i]!]!;
    const c = u[z[i]!]!;
    out[i] = (h | a | b | c) < 0 ? -1 : h + a + b + c;
  }
}
