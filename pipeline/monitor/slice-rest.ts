import type { SliceProfile } from '../validate/profile.ts';
import { mergeProfileHistograms } from '../validate/profile-histogram.ts';

/** All rows of a month but those of one label; undefined where there are no others. */
export function restOf(
  labels: Readonly<Record<string, SliceProfile>>,
  key: string,
): SliceProfile | undefined {
  const others = Object.entries(labels).flatMap(([label, slice]) => (label === key ? [] : [slice]));
  if (others.length === 0) return undefined;
  return others.reduce((a, b) => ({
    rows: a.rows + b.rows,
    kept: a.kept + b.kept,
    target: mergeProfileHistograms(a.target, b.target),
    numbers: Object.fromEntries(
      Object.keys(a.numbers).map((name) => [
        name,
        mergeProfileHistograms(a.numbers[name]!, b.numbers[name]!),
      ]),
    ),
  }));
}
