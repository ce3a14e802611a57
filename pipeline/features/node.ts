/** Rows computed at a time: small enough that every column of a block stays in the processor's cache. */
export const BLOCK_ROWS = 512;

/** A column of numbers. `run(n)` fills the first n of `out`; null is NaN. */
export interface NumberNode {
  readonly kind: 'number';
  readonly label: string;
  readonly out: Float64Array;
  readonly run: (n: number) => void;
}

/**
 * A column of keys: codes below `size`, or -1 where the key was never seen. `roots` are the keys it is a function of
 * (itself, when it comes straight from a column); `name(code)` is the text for people.
 */
export interface KeyNode {
  readonly kind: 'key';
  readonly label: string;
  readonly out: Int32Array;
  readonly size: number;
  readonly roots: readonly KeyNode[];
  readonly name: (code: number) => string;
  readonly run: (n: number) => void;
}

export type Node = NumberNode | KeyNode;

/** A number column whose rows are filled one by one. */
export function numberNode(label: string, run: (out: Float64Array, n: number) => void): NumberNode {
  const out = new Float64Array(BLOCK_ROWS);
  return { kind: 'number', label, out, run: (n) => run(out, n) };
}

/** A key column; without `roots` it is a root itself. */
export function keyNode(
  label: string,
  size: number,
  name: (code: number) => string,
  roots: readonly KeyNode[],
  run: (out: Int32Array, n: number) => void,
): KeyNode {
  const out = new Int32Array(BLOCK_ROWS);
  const node = { kind: 'key' as const, label, out, size, name, run: (n: number) => run(out, n) };
  const self: KeyNode = Object.assign(node, { roots: [] as KeyNode[] });
  (self.roots as KeyNode[]).push(...(roots.length > 0 ? new Set(roots) : [self]));
  return self;
}
