import type { EncodingGroup } from '../contract/schema.ts';
import type { Frame } from '../features/frame.ts';
import type { KeyNode, NumberNode } from '../features/node.ts';

type EncodingSpec = EncodingGroup['chains'][string][number];

/** The chains of a group in order of their names: the order of keys in a document must mean nothing. */
export const chainsOf = ({ chains }: EncodingGroup): [string, EncodingSpec[]][] =>
  Object.entries(chains).sort(([a], [b]) => (a < b ? -1 : 1));

/** One encoding of a recipe over the columns of a frame. Nodes are made when they are first asked for. */
export class BoundEncoding {
  readonly label: string;
  readonly group: string;
  readonly chain: string;
  readonly shrink: number;
  readonly min: number;
  readonly #frame: Frame;
  readonly #spec: EncodingSpec;
  #key: KeyNode | undefined;
  #slope: NumberNode | undefined;

  constructor(frame: Frame, group: EncodingGroup, chain: string, spec: EncodingSpec) {
    this.label = [spec.by.join(' × '), ...(spec.slope ? [spec.slope] : [])].join(' · ');
    this.group = group.group;
    this.chain = chain;
    this.shrink = spec.shrink;
    this.min = spec.min ?? group.min;
    this.#frame = frame;
    this.#spec = spec;
  }

  get key(): KeyNode {
    this.#key ??= this.#frame.tuple(this.#spec.by);
    return this.#key;
  }

  get slope(): NumberNode | undefined {
    if (this.#spec.slope) this.#slope ??= this.#frame.number(this.#spec.slope);
    return this.#slope;
  }

  /** The keys that `key` is made of. */
  get parts(): KeyNode[] {
    return this.#spec.by.map((name) => this.#frame.tuple([name]));
  }
}
