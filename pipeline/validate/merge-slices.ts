import type { Profile, SliceProfile } from './profile.ts';
import { mergeProfileHistograms } from './profile-histogram.ts';
import { MAX_SLICES } from './slice-counter.ts';

type Slices = NonNullable<Profile['slices']>;

/** Adds slices by label, in any grouping. A column that has too many labels on one side, or in both together, is left out. */
export function mergeSlices(a: Slices, b: Slices): Slices {
  const columns = Object.keys(a).filter((column) => column in b);
  return Object.fromEntries(
    columns.flatMap((column) => {
      const [left, right] = [a[column]!, b[column]!];
      const labels = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
      if (labels.filter((label) => label !== '').length > MAX_SLICES) return [];
      return [
        [
          column,
          Object.fromEntries(labels.map((label) => [label, add(left[label], right[label])!])),
        ] as const,
      ];
    }),
  );
}

function add(a: SliceProfile | undefined, b: SliceProfile | undefined): SliceProfile | undefined {
  if (!a || !b) return a ?? b;
  return {
    rows: a.rows + b.rows,
    kept: a.kept + b.kept,
    target: mergeProfileHistograms(a.target, b.target),
    numbers: Object.fromEntries(
      Object.entries(a.numbers).flatMap(([name, histogram]) => {
        const other = b.numbers[name];
        return other ? [[name, mergeProfileHistograms(histogram, other)] as const] : [];
      }),
    ),
  };
}
