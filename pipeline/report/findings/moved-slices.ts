import type { GatePolicy } from '../../contract/schema.ts';
import type { Evaluation } from '../../evaluate/evaluation.ts';
import type { Difference } from '../comparison.ts';
import { pairedDifference } from './paired-difference.ts';
import { rowsOf } from './slice-errors.ts';

/** One key of one slice, and how far its error moved. */
export interface MovedSlice {
  readonly slice: string;
  readonly key: string;
  readonly rows: number;
  readonly candidate: number;
  readonly rival: number;
  readonly change: Difference;
  /** The change as a share of the rival's RMSE. */
  readonly relative: number;
}

export interface MovedSlices {
  /** The furthest move first. */
  readonly moved: readonly MovedSlice[];
  /** Keys with too few rows to say anything of. */
  readonly tooFew: number;
}

/** Keys of all slices by how far the RMSE moved, as a share of the rival's; those with too few rows are left out. */
export function movedSlices(evaluation: Evaluation, rival: string, policy: GatePolicy): MovedSlices {
  const all = Object.entries(evaluation.slices).flatMap(([slice, keys]) =>
    Object.entries(keys).map(([key, sums]) => ({ slice, key, sums, rows: rowsOf(sums) })),
  );
  const enough = all.filter(({ rows }) => rows >= policy.slice_min_rows);
  const moved = enough.map(({ slice, key, sums, rows }): MovedSlice => {
    const change = pairedDifference(sums, rival, policy);
    const [own, other] = [rmse(sums.sse['candidate']!, rows), rmse(sums.sse[rival]!, rows)];
    return { slice, key, rows, candidate: own, rival: other, change, relative: change.difference / other };
  });
  const size = ({ relative }: MovedSlice) => (Number.isFinite(relative) ? Math.abs(relative) : 0);
  return {
    moved: moved.sort((a, b) => size(b) - size(a) || b.rows - a.rows),
    tooFew: all.length - enough.length,
  };
}

function rmse(sse: readonly number[], rows: number): number {
  return Math.sqrt(sse.reduce((sum, n) => sum + n, 0) / rows);
}
