import { BLOCK_ROWS } from '../features/node.ts';
import type { Shard } from './round.ts';

/** A row's fold out of K, from its hash byte; rows sorted by the byte are sorted by fold. */
export const foldOf = (hash: number, folds: number): number => Math.floor((hash * folds) / 256);

/** Calls `visit` with blocks of at most BLOCK_ROWS rows that all belong to one fold. */
export function forEachFoldBlock(shard: Shard, folds: number, visit: (fold: number, start: number, n: number) => void): void {
  let start = 0;
  while (start < shard.rows) {
    const fold = foldOf(shard.hashes[start]!, folds);
    const last = Math.min(shard.rows, start + BLOCK_ROWS) - 1;
    let n = last - start + 1;
    while (foldOf(shard.hashes[start + n - 1]!, folds) !== fold) n--;
    visit(fold, start, n);
    start += n;
  }
}
