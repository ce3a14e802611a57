import type { Frame } from '../features/frame.ts';
import { BLOCK_ROWS, type KeyNode } from '../features/node.ts';
import type { RootCodes } from './column-block.ts';
import { deriveKeys } from './derive-keys.ts';
import { jointCodes, partialCode, partsOfCells } from './joint-key.ts';

/** Codes that several roots together may have to share a column: tables over them should stay in the processor's cache. */
const MAX_SHARED = 2 ** 13;

/** What a key is for each code of a column. */
export interface PartTable {
  readonly column: number;
  /** -1 where the key is unknown. */
  readonly codes: Int32Array;
}

/** The roots of keys as columns, which all keys can be looked up by; small roots share a column, as a joint key. */
export class RootColumns {
  readonly #frame: Frame;
  readonly #columns: readonly (readonly KeyNode[])[];
  readonly #tables = new Map<KeyNode, PartTable>();
  readonly #joint = new Int32Array(BLOCK_ROWS);

  constructor(frame: Frame, roots: readonly KeyNode[]) {
    this.#frame = frame;
    this.#columns = shareColumns(roots);
  }

  /** Number of codes that each column may have. */
  get sizes(): number[] {
    return this.#columns.map(jointCodes);
  }

  /** Fills the columns from the n rows that the frame has loaded. */
  fill(columns: readonly RootCodes[], n: number): void {
    const joint = this.#joint;
    for (const [c, roots] of this.#columns.entries()) {
      joint.fill(0, 0, n);
      for (const { out, size } of roots) {
        // A sign bit in either code is a sign bit in both taken together.
        for (let i = 0; i < n; i++)
          joint[i] = (joint[i]! | out[i]!) < 0 ? -1 : Math.imul(joint[i]!, size) + out[i]!;
      }
      const codes = columns[c]!;
      for (let i = 0; i < n; i++)
        codes[i] = joint[i]! < 0 ? partialCode(roots, (r) => roots[r]!.out[i]!) : joint[i]!;
    }
  }

  /** What a key that has one root, which is among the columns, is for each code of its column. */
  tableOf(part: KeyNode): PartTable {
    const known = this.#tables.get(part);
    if (known) return known;
    const column = this.#columns.findIndex((some) => some.includes(part.roots[0]!));
    const roots = this.#columns[column]!;
    const all = Float64Array.from({ length: jointCodes(roots) }, (_, code) => code);
    const [codes] = deriveKeys(this.#frame, roots, partsOfCells(roots, all), [part]);
    const table = { column, codes: codes! };
    this.#tables.set(part, table);
    return table;
  }
}

/** Small roots together, as long as their joint codes are few; the others each by itself. */
function shareColumns(roots: readonly KeyNode[]): KeyNode[][] {
  const columns: KeyNode[][] = [];
  for (const root of roots.toSorted((a, b) => a.size - b.size)) {
    const last = columns.at(-1);
    if (last && jointCodes([...last, root]) <= MAX_SHARED) last.push(root);
    else columns.push([root]);
  }
  return columns;
}
