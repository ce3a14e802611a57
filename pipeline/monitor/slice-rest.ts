import type { SliceProfile } from '../validate/profile.ts';
import { mergeProfileHistograms } from '../validate/profile-histogram.ts';

/** All rows of a month but those of one label; undefined where there are no others. */
export function restOf(
  labels: Readonly<Record<string, SliceProfile>>,
  key: string,
): SliceProfile | undefined {
  return allOf(Object.fromEntries(Object.entries(labels).filter(([label]) => label !== key)));
}

/** The rows of all labels; undefined where there are none. */
export function allOf(labels: Readonly<Record<string, SliceProfile>>): SliceProfile | undefined {
  const [first, ...others] = Object.values(labels);
  if (!first) return undefined;
  return others.reduce(
    (a, b) => ({
      rows: a.rows + b.rows,
      kept: a.kept + b.kept,
      target: mergeProfileHistograms(a.target, b.target),
      numbers: Object.fromEntries(
        Object.keys(a.numbers).map((name) => [
          name,
          mergeProfileHistograms(a.numbers[name]!, b.numbers[name]!),
        ]),
      ),
    }),
    first,
  );
}
