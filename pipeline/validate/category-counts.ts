import type { CategoryCounts } from './profile.ts';

/** Labels listed at most, the most frequent ones. */
const MAX_LABELS = 1000;

/** Counts of labels as a profile lists them: by label, so that the text does not depend on the order of the rows. */
export function toCategoryCounts(counts: ReadonlyMap<string, number>, others = 0): CategoryCounts {
  const byCount = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const listed = byCount.slice(0, MAX_LABELS).sort(([a], [b]) => (a < b ? -1 : 1));
  const rest = byCount.slice(MAX_LABELS).reduce((sum, [, n]) => sum + n, others);
  return { counts: Object.fromEntries(listed), others: rest };
}

/** Adds counts; exact as long as no side had more labels than are listed. */
export function mergeCategoryCounts(a: CategoryCounts, b: CategoryCounts): CategoryCounts {
  const sum = new Map(Object.entries(a.counts));
  for (const [label, n] of Object.entries(b.counts)) sum.set(label, (sum.get(label) ?? 0) + n);
  return toCategoryCounts(sum, a.others + b.others);
}
