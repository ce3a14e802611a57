import { BLOCK_ROWS } from '../features/node.ts';
import type { Shard } from './round.ts';

/**
 * How rows are split for cross-fitting. Rows fall into `count` folds by their hash byte; of these, the first `judged` have
 * a model of their own that never saw them, and their rows feed the last regression.
 */
export interface FoldPlan {
  readonly count: number;
  readonly judged: number;
}

/** The last regression has some fifty coefficients: beyond this many rows, more of them teach it nothing. */
const ENOUGH_ROWS = 400_000;
const MAX_FOLDS = 16;

/** All folds are judged where rows are few; with millions of rows, only as many as the last regression can use. */
export function planFolds(rows: number, folds: number): FoldPlan {
  const count = Math.max(folds, Math.min(MAX_FOLDS, Math.floor(rows / ENOUGH_ROWS)));
  return { count, judged: Math.max(1, Math.min(count, Math.ceil((count * ENOUGH_ROWS) / Math.max(1, rows)))) };
}

/** Judged folds, and one class more for the rows of all others. */
export const classesOf = ({ count, judged }: FoldPlan): number => Math.min(count, judged + 1);

/** A row's class: its fold if that is judged, else `judged`. Rows sorted by the byte are sorted by class. */
export const classOf = (hash: number, { count, judged }: FoldPlan): number => Math.min(judged, Math.floor((hash * count) / 256));

/** Calls `visit` with blocks of at most BLOCK_ROWS rows that all belong to one class. */
export function forEachBlock(shard: Shard, folds: FoldPlan, visit: (cls: number, start: number, n: number) => void): void {
  let start = 0;
  while (start < shard.rows) {
    const cls = classOf(shard.hashes[start]!, folds);
    let n = Math.min(BLOCK_ROWS, shard.rows - start);
    while (classOf(shard.hashes[start + n - 1]!, folds) !== cls) n--;
    visit(cls, start, n);
    start += n;
  }
}
