import type { RoundMemory } from '../pipeline/train/round.ts';

/** What a thread may keep of its shards between rounds. Beyond it, rounds compute again: slower, never otherwise. */
const MAX_BYTES = 96 * 2 ** 20;

/**
 * Columns that the rounds of a thread keep of shards, within bounds. They are those of the session that kept last; a
 * session that keeps nothing takes nothing from another that runs beside it.
 */
export class ShardMemory {
  #session = '';
  #kept = new Map<number, { tag: string; columns: Float64Array[] }>();
  #bytes = 0;

  /** What the rounds of one session see of it. */
  of(session: string): RoundMemory {
    return {
      recall: (shard) => (session === this.#session ? this.#kept.get(shard) : undefined),
      keep: (shard, tag, columns, rows) => {
        if (session !== this.#session) this.#begin(session);
        return this.#keep(shard, tag, columns, rows);
      },
    };
  }

  #begin(session: string): void {
    this.#session = session;
    this.#kept = new Map();
    this.#bytes = 0;
  }

  #keep(shard: number, tag: string, columns: number, rows: number): Float64Array[] | undefined {
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
