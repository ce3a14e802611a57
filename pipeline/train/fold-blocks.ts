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
const ENOUGH_ROWS = 250_000;
const MAX_FOLDS = 16;

/** All folds are judged where rows are few; with millions of rows, only as many as the last regression can use. */
export function planFolds(rows: number, folds: number): FoldPlan {
  const count = Math.max(folds, Math.min(MAX_FOLDS, Math.floor(rows / ENOUGH_ROWS)));
  return { count, judged: Math.max(1, Math.min(count, Math.ceil((count * ENOUGH_ROWS) / Math.max(1, rows)))) };
}

/** Judged folds, and one class more for the rows of all others. */
export const classesOf = ({ count, judged }: FoldPlan): number => Math.min(count, judged + 1);

/** A row's class: its fold if that is judged, else `judged`. */
export const classOf = (hash: number, { count, judged }: FoldPlan): number => Math.min(judged, Math.floor((hash * count) / 256));

/** Calls `visit` with at most BLOCK_ROWS rows at a time, positions in the shard, that all belong to one class. */
export function forEachBlock(shard: Shard, folds: FoldPlan, visit: (cls: number, rows: Uint32Array, n: number) => void): void {
  const classes = classesOf(folds);
  const blocks = Array.from({ length: classes }, () => new Uint32Array(BLOCK_ROWS));
  const filled = new Uint32Array(classes);
  const classTable = Uint8Array.from({ length: 256 }, (_, hash) => classOf(hash, folds));
  for (let row = 0; row < shard.rows; row++) {
    const cls = classTable[shard.hashes[row]!]!;
    blocks[cls]![filled[cls]!++] = row;
    if (filled[cls] === BLOCK_ROWS) {
      visit(cls, blocks[cls]!, BLOCK_ROWS);
      filled[cls] = 0;
    }
  }
  for (const [cls, rows] of blocks.entries()) if (filled[cls]! > 0) visit(cls, rows, filled[cls]!);
}
