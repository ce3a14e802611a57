import type { DaySums, Evaluation } from '../../evaluate/evaluation.ts';
import type { Difference, IntervalPolicy } from '../comparison.ts';
import { orderKeys } from './order-keys.ts';
import { pairedDifference, rmseInterval } from './paired-difference.ts';

/** A model's RMSE on the rows of one key, with its interval. */
export interface KeyError {
  readonly rmse: number;
  readonly lower: number;
  readonly upper: number;
}

/** How candidate and rival did on the rows of one key of a slice. */
export interface SliceError {
  readonly key: string;
  readonly rows: number;
  readonly candidate: KeyError;
  readonly rival: KeyError;
  readonly change: Difference;
}

export interface SliceErrors {
  /** Name of the slice in the contract. */
  readonly slice: string;
  readonly ordered: boolean;
  readonly keys: readonly SliceError[];
}

/** The errors by key of a slice, in the order that people expect. `rival` is its key in the evaluation. */
export function sliceErrors(
  evaluation: Evaluation,
  slice: string,
  rival: string,
  policy: IntervalPolicy,
): SliceErrors {
  const sums = evaluation.slices[slice] ?? {};
  const { ordered, keys } = orderKeys(Object.keys(sums), (key) => rowsOf(sums[key]!));
  return {
    slice,
    ordered,
    keys: keys.map((key) => ({
      key,
      rows: rowsOf(sums[key]!),
      candidate: errorOf(sums[key]!, 'candidate', policy),
      rival: errorOf(sums[key]!, rival, policy),
      change: pairedDifference(sums[key]!, rival, policy),
    })),
  };
}

export function rowsOf({ rows }: DaySums): number {
  return rows.reduce((sum, n) => sum + n, 0);
}

function errorOf(sums: DaySums, name: string, policy: IntervalPolicy): KeyError {
  const { difference, lower, upper } = rmseInterval(sums, name, policy);
  return { rmse: difference, lower, upper };
}
