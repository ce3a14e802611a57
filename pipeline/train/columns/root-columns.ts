import { deriveKeys } from '../../features/derive-keys.ts';
import type { KeyNode } from '../../features/node.ts';
import { i32 } from '../../wasm/i32.ts';
import { type I32, select } from '../../wasm/value.ts';
import { jointCodes, jointSize, partsOfCells } from './joint-key.ts';

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

  /** Number of codes that each column may have. */
  get sizes(): number[] {
    return this.#columns.map(jointCodes);
  }

  /** For each column, the code of a row, from those of its roots. */
  get codes(): I32[] {
    return this.#columns.map(codeOfRoots);
  }

  /** What a key that has one root is for each code of its column. */
  tableOf(key: KeyNode): PartTable {
    return this.#tables.get(key)!;
  }
}

/** The joint code of some keys, or their partial code: see `partialCode`. */
function codeOfRoots(roots: readonly KeyNode[]): I32 {
  const zero = i32.constant(0);
  const append = (head: I32, radix: number, digit: I32) => i32.add(i32.mul(head, i32.constant(radix)), digit);
  const joint = roots.reduce((head, { size, value }) => append(head, size, value), zero);
  const partial = roots.reduce(
    (head, { size, value }) => append(head, size + 1, i32.add(value, i32.constant(1))),
    zero,
  );
  // A sign bit in any code is one in all taken together.
  const isPartial = i32.less(roots.map(({ value }) => value).reduce(i32.or), zero);
  return select(i32.add(i32.constant(jointSize(roots)), partial), joint, isPartial);
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
