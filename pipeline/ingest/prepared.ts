/** How a column lies in a shard: 8-byte floats, 2-byte codes, or one byte that only tells null (1) from value (0). */
export type Storage = 'float64' | 'uint16' | 'null-flag';

export interface PreparedColumn {
  readonly name: string;
  readonly storage: Storage;
}

/** At most this many rows lie in a shard. Fixed, so that sums over shards never depend on who ran them. */
export const SHARD_ROWS = 65_536;

/**
 * A shard: its columns one behind another in `columns` order, then one byte a row, the fold hash. Rows that begin in the
 * same place lie together.
 */
export interface ShardRef {
  /** Position among all shards of the partition, from 0. */
  readonly index: number;
  readonly file: string;
  readonly offset: number;
  readonly rows: number;
  /** Category labels of this shard's part: position = stored code. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

/** One period, ready for training: only kept rows, only needed columns. */
export interface PreparedPartition {
  readonly period: string;
  readonly columns: readonly PreparedColumn[];
  readonly rows: number;
  /** Rows that the target's range filtered out. */
  readonly filtered: number;
  readonly shards: readonly ShardRef[];
}
