import type { DaySums, Evaluation } from '../../evaluate/evaluation.ts';
import type { Difference, IntervalPolicy } from '../comparison.ts';
import { orderKeys } from './order-keys.ts';
import { pairedDifference, rmseInterval } from './paired-difference.ts';

/** How candidate and rival did on the rows of one key of a slice. */
export interface SliceError {
  readonly key: string;
  readonly rows: number;
  readonly sums: DaySums;
  /** RMSE of the candidate and of the rival. */
  readonly candidate: number;
  readonly rival: number;
  readonly change: Difference;
}

export interface SliceErrors {
  /** Name of the slice in the contract. */
  readonly slice: string;
  /** Whether neighbouring keys are close to each other, as hours are. */
  readonly ordered: boolean;
  readonly keys: readonly SliceError[];
}

/** A model's RMSE on the rows of one key, with its interval. */
export interface KeyError {
  readonly key: string;
  readonly rmse: number;
  readonly lower: number;
  readonly upper: number;
}

/** The errors by key of a slice, in the order that people expect. `rival` is its key in the evaluation. */
export function sliceErrors(
  evaluation: Evaluation,
  slice: string,
  rival: string,
  policy: IntervalPolicy,
): SliceErrors {
  const sumsOf = evaluation.slices[slice] ?? {};
  const rowsOf = new Map(Object.entries(sumsOf).map(([key, { rows }]) => [key, total(rows)]));
  const { ordered, keys } = orderKeys([...rowsOf.keys()], (key) => rowsOf.get(key)!);
  return {
    slice,
    ordered,
    keys: keys.map((key) => {
      const sums = sumsOf[key]!;
      const rows = rowsOf.get(key)!;
      const rmse = (name: string) => Math.sqrt(total(sums.sse[name]!) / rows);
      const change = pairedDifference(sums, rival, policy);
      return { key, rows, sums, candidate: rmse('candidate'), rival: rmse(rival), change };
    }),
  };
}

/** Intervals of one model's own RMSE by key, which are wider than those of the difference. */
export function keyErrors(keys: readonly SliceError[], name: string, policy: IntervalPolicy): KeyError[] {
  return keys.map(({ key, sums }) => {
    const { difference, lower, upper } = rmseInterval(sums, name, policy);
    return { key, rmse: difference, lower, upper };
  });
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
