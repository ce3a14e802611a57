import { total } from './counts.ts';
import type { PairedCounts } from './tests/drift-test.ts';

/** Numbers are compared in so many ranges that each hold about the same share of the reference. */
const RANGES = 10;

/** The counts of a number in ranges between the reference's quantiles, as near as its cells allow; categories as they are. */
export function tenths(counts: PairedCounts): PairedCounts {
  if (counts.kind === 'category') return counts;
  const { reference, current, names } = counts;
  const rows = total(reference);
  const lowest = [0];
  let [seen, next] = [0, 1];
  for (let i = 0; i + 1 < reference.length; i++) {
    seen += reference[i]!;
    if (seen * RANGES < next * rows || next === RANGES) continue;
    lowest.push(i + 1);
    // One frequent value may take several tenths at once; they are one range.
    next = Math.floor((seen * RANGES) / Math.max(1, rows)) + 1;
  }
  const sums = (from: readonly number[]) =>
    lowest.map((start, i) => total(from.slice(start, lowest[i + 1] ?? from.length)));
  return {
    kind: 'category',
    values: [],
    halfWidths: [],
    names: lowest.map((i) => names[i] ?? ''),
    reference: sums(reference),
    current: sums(current),
  };
}
