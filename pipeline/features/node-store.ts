import type { Block } from '../ingest/block.ts';
import type { Node } from './node.ts';
import type { Source } from './sources.ts';

/** Compiled columns by label: each is made once, and computed once a block, in the order in which they were made. */
export class NodeStore {
  readonly #nodes = new Map<string, Node>();
  readonly #sources: Source[] = [];
  readonly #order: Node[] = [];
  #bound: Block | undefined;

  /** Computes every column for the first n of `rows`, positions in a block. */
  load(block: Block, rows: Uint32Array, n: number): void {
    if (block !== this.#bound) for (const source of this.#sources) source.bind(block);
    this.#bound = block;
    for (const source of this.#sources) source.load(rows, n);
    for (const node of this.#order) node.run(n);
  }

  /** Computes n rows of the columns that are made from others; those `given`, and those of the rows, stay as they are. */
  derive(given: ReadonlySet<Node>, n: number): void {
    for (const node of this.#order) if (!given.has(node)) node.run(n);
  }

  get(label: string): Node | undefined {
    return this.#nodes.get(label);
  }

  /** Another label for a column that is computed already. */
  alias<N extends Node>(label: string, node: N): N {
    this.#nodes.set(label, node);
    return node;
  }

  /** The column of a label; made when it is first asked for, after all that it is made from. */
  once<N extends Node>(label: string, make: (label: string) => N): N {
    const known = this.#nodes.get(label);
    if (known) return known as N;
    const node = make(label);
    this.#order.push(node);
    return this.alias(label, node);
  }

  /** A column that comes from the rows themselves. */
  source<N extends Node>(label: string, { node, source }: { node: N; source: Source }): N {
    const known = this.#nodes.get(label);
    if (known) return known as N;
    this.#sources.push(source);
    // One that is first asked for in the middle of a shard has missed the binding of its block.
    if (this.#bound) source.bind(this.#bound);
    return this.alias(label, node);
  }
}
