import type { DaySums, Evaluation } from './evaluation.ts';

/** A model's error on the rows of one key of one slice. */
export interface SliceRmse {
  readonly slice: string;
  readonly key: string;
  readonly rows: number;
  /** Model name → RMSE on these rows. */
  readonly rmse: Readonly<Record<string, number>>;
}

/** Keys of all slices with at least `minRows` rows, those on which a model errs most first. */
export function worstSlices(
  { slices }: Pick<Evaluation, 'slices'>,
  name: string,
  minRows: number,
): SliceRmse[] {
  return Object.entries(slices)
    .flatMap(([slice, keys]) => Object.entries(keys).map(([key, sums]) => ({ slice, key, ...rmseOf(sums) })))
    .filter(({ rows }) => rows >= minRows)
    .sort((a, b) => b.rmse[name]! - a.rmse[name]!);
}

function rmseOf({ rows, sse }: DaySums): Pick<SliceRmse, 'rows' | 'rmse'> {
  const total = sum(rows);
  const rmse = Object.entries(sse).map(([name, squares]) => [name, Math.sqrt(sum(squares) / total)]);
  return { rows: total, rmse: Object.fromEntries(rmse) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
