import type { Node } from './node.ts';

/** Compiled nodes by label: each is made once. */
export class NodeStore {
  readonly #nodes = new Map<string, Node>();

  get(label: string): Node | undefined {
    return this.#nodes.get(label);
  }

  /** Another label for a node that is there already. */
  alias<N extends Node>(label: string, node: N): N {
    this.#nodes.set(label, node);
    return node;
  }

  /** The node of a label; made when it is first asked for. */
  once<N extends Node>(label: string, make: (label: string) => N): N {
    const known = this.#nodes.get(label);
    return known ? (known as N) : this.alias(label, make(label));
  }
}
