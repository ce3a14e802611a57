import { deriveKeys } from '../features/derive-keys.ts';
import { BLOCK_ROWS, type KeyNode } from '../features/node.ts';
import type { RootCodes } from './column-block.ts';
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
  readonly #columns: readonly (readonly KeyNode[])[];
  readonly #tables: ReadonlyMap<KeyNode, PartTable>;
  readonly #joint = new Int32Array(BLOCK_ROWS);

  /** @param keys all that will be looked up */
  constructor(keys: readonly KeyNode[]) {
    const roots = new Set(keys.flatMap((key) => key.roots));
    this.#columns = shareColumns([...roots]);
    const single = [...roots, ...keys].filter((key) => key.roots.length === 1);
    this.#tables = new Map(
      this.#columns.flatMap((some, column) => {
        const own = single.filter((key) => some.includes(key.roots[0]!));
        const all = Float64Array.from({ length: jointCodes(some) }, (_, code) => code);
        const codes = deriveKeys(some, partsOfCells(some, all), own);
        return own.map((key, k): [KeyNode, PartTable] => [key, { column, codes: codes[k]! }]);
      }),
    );
  }

  get roots(): KeyNode[] {
    return this.#columns.flat();
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

  /** What a key that has one root is for each code of its column. */
  tableOf(key: KeyNode): PartTable {
    return this.#tables.get(key)!;
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
