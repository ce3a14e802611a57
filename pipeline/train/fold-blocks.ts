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

/** The last regression has some seventy coefficients: beyond this many rows, more of them teach it nothing. */
const ENOUGH_ROWS = 250_000;
const MAX_FOLDS = 16;
/** From this many folds on, the rows of one are too few to be worth a second model that saw them too. */
const SET_ASIDE_FOLDS = 8;

/** All folds are judged where rows are few; with millions of rows, only as many as the last regression can use. */
export function planFolds(rows: number, folds: number): FoldPlan {
  const count = Math.max(folds, Math.min(MAX_FOLDS, Math.floor(rows / ENOUGH_ROWS)));
  return {
    count,
    judged: Math.max(1, Math.min(count, Math.ceil((count * ENOUGH_ROWS) / Math.max(1, rows)))),
  };
}

/**
 * Models fitted side by side: one for each judged fold and one that sees all rows, which is the one that ships. Where one
 * small fold is set aside for the last regression, the model that never saw it ships.
 */
export const modelsOf = (folds: FoldPlan): number => (isSetAside(folds) ? 1 : folds.judged + 1);

const isSetAside = ({ count, judged }: FoldPlan) => judged === 1 && count >= SET_ASIDE_FOLDS;

/** Whether a model learns from the rows of a class. */
export const sees = (model: number, cls: number, { judged }: FoldPlan): boolean =>
  cls !== model || model === judged;

/** Whether a row teaches the base regression: its few coefficients need no more rows than the last regression's. */
export const teachesBase = (hash: number, folds: FoldPlan): boolean =>
  !isSetAside(folds) || foldOf(hash, folds) === 1;

const foldOf = (hash: number, { count }: FoldPlan) => Math.floor((hash * count) / 256);

/** Judged folds, and one class more for the rows of all others. */
export const classesOf = ({ count, judged }: FoldPlan): number => Math.min(count, judged + 1);

/** Classes that at least one model learns from. */
export const learntClasses = (folds: FoldPlan): number[] =>
  Array.from({ length: classesOf(folds) }, (_, cls) => cls).filter((cls) =>
    Array.from({ length: modelsOf(folds) }, (_, model) => model).some((model) => sees(model, cls, folds)),
  );

/** A row's class: its fold if that is judged, else `judged`. */
export const classOf = (hash: number, folds: FoldPlan): number => Math.min(folds.judged, foldOf(hash, folds));

/**
 * Calls `visit` with at most BLOCK_ROWS rows at a time, positions in the shard, that all belong to one class: class by
 * class, in order of rows.
 *
 * @param wanted by class and hash byte; other rows are passed over
 */
export function forEachBlock(
  shard: Shard,
  folds: FoldPlan,
  visit: (cls: number, rows: Uint32Array, n: number) => void,
  wanted: (cls: number, hash: number) => boolean = () => true,
): void {
  const rows = new Uint32Array(shard.rows);
  for (let cls = 0; cls < classesOf(folds); cls++) {
    const isWanted = (hash: number) => classOf(hash, folds) === cls && wanted(cls, hash);
    const flags = Uint8Array.from({ length: 256 }, (_, hash) => Number(isWanted(hash)));
    if (!flags.includes(1)) continue;
    const count = collect(shard.hashes, flags, rows);
    for (let start = 0; start < count; start += BLOCK_ROWS) {
      const n = Math.min(BLOCK_ROWS, count - start);
      visit(cls, rows.subarray(start, start + n), n);
    }
  }
}

/** Fills `rows` with the positions whose byte is flagged, without a branch that a processor would guess; gives their number. */
function collect(hashes: Uint8Array, flags: Uint8Array, rows: Uint32Array): number {
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    rows[count] = row;
    count += flags[hashes[row]!]!;
  }
  return count;
}
