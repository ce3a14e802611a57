import type { Block } from '../ingest/block.ts';
import type { ColumnBlock } from './columns/column-block.ts';

/** A shard as a round sees it. */
export interface Shard extends Block {
  readonly hashes: Uint8Array;
}

/**
 * One pass over the data: every shard is mapped to a statistic, statistics merge. `merge` must give the same whatever
 * the grouping, which makes the result independent of who ran which shard.
 */
export interface Round<State, Statistic> {
  readonly start: (state: State, memory?: RoundMemory) => RoundRun<Statistic>;
  readonly merge: (statistics: Statistic[]) => Statistic;
}

export interface RoundRun<Statistic> {
  /** Adds a shard from what an earlier round kept of it; false where it has to be read and added. */
  recall?(index: number): boolean;
  add(shard: Shard, index: number): void;
  finish(): Statistic;
}

/** Where a round may keep columns of a shard for the next round. Nothing may depend on whether they are still there. */
export interface RoundMemory {
  /** What was kept of a shard. */
  recall(shard: number): readonly ColumnBlock[] | undefined;
  /** A list to fill, in place of what was kept before; undefined when there is no room for so many bytes. */
  keep(shard: number, bytes: number): ColumnBlock[] | undefined;
}
