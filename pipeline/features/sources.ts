import type { Block } from '../ingest/block.ts';
import { type KeyNode, keyNode, type NumberNode, numberNode } from './node.ts';

/** A node that is filled from the rows themselves rather than from other nodes. */
export interface Source {
  /** Looks the column up once for a block. */
  readonly bind: (block: Block) => void;
  /** Copies the first n of `rows`, positions in the block. */
  readonly load: (rows: Uint32Array, n: number) => void;
}

const nothing = () => {};

/** A number column; null and infinite values count as 0 (`is_null` and `outside` tell them apart). */
export function numberSource(column: string): { node: NumberNode; source: Source } {
  const { node, source } = rawSource(column);
  const load = (rows: Uint32Array, n: number) => {
    source.load(rows, n);
    for (let i = 0; i < n; i++) if (!Number.isFinite(node.out[i]!)) node.out[i] = 0;
  };
  return { node, source: { bind: source.bind, load } };
}

/** A timestamp in milliseconds, NaN where null. */
export function rawSource(column: string): { node: NumberNode; source: Source } {
  const node = { ...numberNode(column, nothing), run: nothing };
  let values: Float64Array = new Float64Array(0);
  const bind = (block: Block) => {
    values = block.numbers[column]!;
  };
  const load = (rows: Uint32Array, n: number) => {
    for (let i = 0; i < n; i++) node.out[i] = values[rows[i]!]!;
  };
  return { node, source: { bind, load } };
}

/** 1 where the column holds nothing. */
export function nullSource(column: string): { node: NumberNode; source: Source } {
  const node = { ...numberNode(`is_null(${column})`, nothing), run: nothing };
  let values: Float64Array | undefined;
  let codes: Uint16Array = new Uint16Array(0);
  let nullCode = -1;
  const bind = (block: Block) => {
    values = block.numbers[column];
    codes = block.codes[column] ?? codes;
    nullCode = block.labels[column]?.indexOf('') ?? -1;
  };
  const load = (rows: Uint32Array, n: number) => {
    for (let i = 0; i < n; i++) {
      node.out[i] = (values ? Number.isNaN(values[rows[i]!]!) : codes[rows[i]!] === nullCode) ? 1 : 0;
    }
  };
  return { node, source: { bind, load } };
}

/** A category column as codes of the training's categories; -1 where it was never seen there. */
export function categorySource(
  column: string,
  categories: readonly string[],
): { node: KeyNode; source: Source } {
  const node = { ...keyNode(column, categories.length, (c) => categories[c]!, [], nothing), run: nothing };
  (node.roots as KeyNode[])[0] = node;
  const code = new Map(categories.map((label, c) => [label, c]));
  let codes: Uint16Array = new Uint16Array(0);
  let map = new Int32Array(0);
  let boundTo: readonly string[] | undefined;
  const bind = (block: Block) => {
    codes = block.codes[column]!;
    const labels = block.labels[column]!;
    if (labels !== boundTo) map = Int32Array.from(labels, (label) => code.get(label) ?? -1);
    boundTo = labels;
  };
  const load = (rows: Uint32Array, n: number) => {
    for (let i = 0; i < n; i++) node.out[i] = map[codes[rows[i]!]!]!;
  };
  return { node, source: { bind, load } };
}
