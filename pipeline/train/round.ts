import type { Block } from '../ingest/block.ts';

/** A shard as a round sees it. */
export interface Shard extends Block {
  readonly hashes: Uint8Array;
}

/**
 * One pass over the data: every shard is mapped to a statistic, statistics merge. `merge` must give the same whatever
 * the grouping, which makes the result independent of who ran which shard.
 */
export interface Round<State, Statistic> {
  readonly start: (
    state: State,
    memory?: RoundMemory,
  ) => { add: (shard: Shard, index: number) => void; finish: () => Statistic };
  readonly merge: (statistics: Statistic[]) => Statistic;
}

/** Where a round may keep columns of a shard for the next round. Nothing may depend on whether they are still there. */
export interface RoundMemory {
  /** What was kept of a shard, with the tag that says what it is. */
  recall(shard: number): { tag: string; columns: Float64Array[] } | undefined;
  /** Columns to fill, overwriting those of an earlier tag; undefined when there is no room. */
  keep(shard: number, tag: string, columns: number, rows: number): Float64Array[] | undefined;
}
