import type { PairedColumn } from './pair-counts.ts';

/** The cells of a number that lie in a range: what a model learns and is judged by. */
export function keptRange(
  { counts, nulls }: PairedColumn,
  [low, high]: readonly [number, number],
): PairedColumn {
  const inside = counts.values.map(
    (value, i) => value + counts.halfWidths[i]! >= low && value - counts.halfWidths[i]! <= high,
  );
  const only = <T>(values: readonly T[]) => values.filter((_, i) => inside[i]!);
  return {
    counts: {
      ...counts,
      values: only(counts.values),
      halfWidths: only(counts.halfWidths),
      names: only(counts.names),
      reference: only(counts.reference),
      current: only(counts.current),
    },
    nulls,
  };
}
