import type { Block } from '../ingest/block.ts';

/** A shard as a round sees it: rows sorted by fold hash. */
export interface Shard extends Block {
  readonly hashes: Uint8Array;
}

/**
 * One pass over the data: every shard is mapped to a statistic, statistics merge. `merge` must give the same whatever
 * the grouping, which makes the result independent of who ran which shard.
 */
export interface Round<State, Statistic> {
  readonly start: (state: State) => { add: (shard: Shard, index: number) => void; finish: () => Statistic };
  readonly merge: (statistics: Statistic[]) => Statistic;
}

/** Runs a named round over shards: in process, on worker threads, or wherever else shards can be read. */
export type RunRound = <State, Statistic>(name: string, state: State) => Promise<Statistic>;
