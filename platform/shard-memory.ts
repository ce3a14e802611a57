import type { RoundMemory } from '../pipeline/train/round.ts';

/** What a thread may keep of its shards between rounds. Beyond it, rounds compute again: slower, never otherwise. */
const MAX_BYTES = 96 * 2 ** 20;

/** Columns that rounds keep of shards, within bounds. */
export class ShardMemory implements RoundMemory {
  readonly session: string;
  readonly #kept = new Map<number, { tag: string; columns: Float64Array[] }>();
  #bytes = 0;

  constructor(session: string) {
    this.session = session;
  }

  recall(shard: number): { tag: string; columns: Float64Array[] } | undefined {
    return this.#kept.get(shard);
  }

  keep(shard: number, tag: string, columns: number, rows: number): Float64Array[] | undefined {
    const known = this.#kept.get(shard);
    if (known) {
      known.tag = tag;
      return known.columns;
    }
    const bytes = columns * rows * Float64Array.BYTES_PER_ELEMENT;
    if (this.#bytes + bytes > MAX_BYTES) return undefined;
    this.#bytes += bytes;
    const kept = { tag, columns: Array.from({ length: columns }, () => new Float64Array(rows)) };
    this.#kept.set(shard, kept);
    return kept.columns;
  }
}
