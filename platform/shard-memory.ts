import type { ColumnBlock } from '../pipeline/train/columns/column-block.ts';
import type { RoundMemory } from '../pipeline/train/round.ts';

/** What a thread may keep of its shards between rounds. Beyond it, rounds compute again: slower, never otherwise. */
const MAX_BYTES = 192 * 2 ** 20;

/**
 * Columns that the rounds of a thread keep of shards, within bounds. They are those of the session that kept last; a
 * session that keeps nothing takes nothing from another that runs beside it.
 */
export class ShardMemory {
  #session = '';
  #kept = new Map<number, ColumnBlock[]>();
  #bytes = 0;

  /** What the rounds of one session see of it. */
  of(session: string): RoundMemory {
    return {
      recall: (shard) => (session === this.#session ? this.#kept.get(shard) : undefined),
      keep: (shard, bytes) => {
        if (session !== this.#session) this.#begin(session);
        return this.#keep(shard, bytes);
      },
    };
  }

  #begin(session: string): void {
    this.#session = session;
    this.#kept = new Map();
    this.#bytes = 0;
  }

  #keep(shard: number, bytes: number): ColumnBlock[] | undefined {
    if (!this.#kept.has(shard)) {
      if (this.#bytes + bytes > MAX_BYTES) return undefined;
      this.#bytes += bytes;
    }
    const blocks: ColumnBlock[] = [];
    this.#kept.set(shard, blocks);
    return blocks;
  }
}
