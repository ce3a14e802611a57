import type { Block } from '../ingest/block.ts';

/** What validation sees of every batch: all rows, also those that the target's range will filter out. */
export interface ObservedRows {
  readonly block: Block;
  /** Target of every row, NaN where it cannot be computed. */
  readonly targets: Float64Array;
  /** Positions of the rows that the target's range keeps, ascending. */
  readonly kept: Uint32Array;
  /** First hash of every row. */
  readonly hashes: Uint32Array;
  /** Second hash, of the rows at the positions given. */
  readonly secondHashes: (rows: Uint32Array) => Uint32Array;
  /** Number of the block's first row in its file, from 1. */
  readonly firstRow: number;
}
