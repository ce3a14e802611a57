import type { F64, I32 } from '../wasm/value.ts';
import type { ColumnSet } from './column-set.ts';

/** Rows computed at a time: small enough that every column of a block stays in the processor's cache. */
export const BLOCK_ROWS = 512;

/** A number of every row; null is NaN. */
export interface NumberNode {
  readonly kind: 'number';
  readonly label: string;
  readonly value: F64;
  /** Its column, of which a block of n rows fills the first n. Only columns that were asked for are computed. */
  readonly out: Float64Array;
}

/**
 * A key of every row: codes below `size`, or -1 where it was never seen. `roots` are the keys it is a function of
 * (itself, when it comes straight from a column); `name(code)` is the text for people.
 */
export interface KeyNode {
  readonly kind: 'key';
  readonly label: string;
  readonly value: I32;
  /** Its column, likewise. */
  readonly out: Int32Array;
  readonly size: number;
  readonly roots: readonly KeyNode[];
  readonly name: (code: number) => string;
}

export type Node = NumberNode | KeyNode;

/** A number whose column is one of a set. */
export function numberNode(columns: ColumnSet, label: string, value: F64): NumberNode {
  let out: Float64Array | undefined;
  return {
    kind: 'number',
    label,
    value,
    get out() {
      if (!out) {
        out = columns.numbers(value);
        columns.fill();
      }
      return out;
    },
  };
}

/** A key whose column is one of a set; without `roots` it is a root itself. */
export function keyNode(
  columns: ColumnSet,
  label: string,
  value: I32,
  { size, name, roots }: { size: number; name: (code: number) => string; roots?: readonly KeyNode[] },
): KeyNode {
  let out: Int32Array | undefined;
  const itsRoots: KeyNode[] = [];
  const node: KeyNode = {
    kind: 'key',
    label,
    value,
    size,
    name,
    roots: itsRoots,
    get out() {
      if (!out) {
        out = columns.codes(value);
        columns.fill();
      }
      return out;
    },
  };
  itsRoots.push(...(roots ? new Set(roots) : [node]));
  return node;
}
