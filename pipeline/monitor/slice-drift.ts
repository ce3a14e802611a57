import { z } from 'zod';
import type { Profile, SliceProfile } from '../validate/profile.ts';
import { total } from './counts.ts';
import { pairHistograms } from './pair-counts.ts';
import { shareShift } from './share-shift.ts';
import { allOf, restOf } from './slice-rest.ts';
import { kolmogorovSmirnov } from './tests/kolmogorov-smirnov.ts';

export const sliceDriftSchema = z.strictObject({
  slice: z.string(),
  key: z.string(),
  /** What is unlike: which figure of the slice. */
  what: z.string(),
  /** What it is compared with: its own past, or the other rows of the month. */
  against: z.enum(['its own past', 'the rest of the month']),
  rows: z.number().int(),
  share: z.number().describe('Of the rows of the month'),
  reference: z.number().nullable(),
  current: z.number().nullable(),
  score: z.number(),
  threshold: z.number(),
  drifted: z.boolean(),
});

export type SliceDrift = z.infer<typeof sliceDriftSchema>;

/** A slice of fewer rows says nothing. */
const MIN_ROWS = 30;

/**
 * Effects that slices stay below: against their own past as far as months differ, against the rest of the month as far as
 * kinds of rows differ in ordinary months.
 */
const EFFECTS = {
  'its own past': { distribution: 0.1, number: 0.04, share: 0.15, size: 0.2 },
  'the rest of the month': { distribution: 0.6, number: 1, share: 0.8, size: 0 },
} as const;

type Against = SliceDrift['against'];

/** Every slice against its own past, and where it has none against the other rows of its month. */
export function sliceDrifts(reference: Profile, current: Profile, low: number): SliceDrift[] {
  const found: SliceDrift[] = [];
  for (const [slice, labels] of Object.entries(current.slices ?? {})) {
    const [before, after] = [reference.slices?.[slice], labels].map((all) => all && allOf(all));
    const whole = before && after ? compare(before, after, 'its own past', low) : [];
    for (const [key, now] of Object.entries(labels)) {
      if (now.rows < MIN_ROWS) continue;
      const past = reference.slices?.[slice]?.[key];
      const about = { slice, key, rows: now.rows, share: now.rows / Math.max(1, current.rows) };
      const rest = restOf(labels, key);
      if (rest)
        found.push(...compare(rest, now, 'the rest of the month', low).map((f) => ({ ...about, ...f })));
      if (past && past.rows >= MIN_ROWS) {
        const own = compare(past, now, 'its own past', low);
        found.push(...own.map((f) => ({ ...about, ...beyond(f, whole) })));
        const size = { count: past.rows, rows: reference.rows };
        const shift = shareShift(size, { count: now.rows, rows: current.rows }, EFFECTS['its own past'].size);
        found.push({ ...about, what: 'share of the rows', against: 'its own past', ...shift });
      }
    }
  }
  return found;
}

/** What moved all rows is nothing that a slice did. */
function beyond(found: Found, whole: readonly Found[]): Found {
  const all = whole.find(({ what }) => what === found.what)?.score ?? 0;
  const threshold = found.threshold + all;
  return { ...found, threshold, drifted: found.score > threshold };
}

type Found = Omit<SliceDrift, 'slice' | 'key' | 'rows' | 'share'>;

/** @param low least value that the target may have */
function compare(a: SliceProfile, b: SliceProfile, against: Against, low: number): Found[] {
  const effects = EFFECTS[against];
  const share = (what: string, count: (slice: SliceProfile) => number): Found => {
    const [before, after] = [a, b].map((slice) => ({ count: count(slice), rows: slice.rows }));
    return { what, against, ...shareShift(before!, after!, effects.share) };
  };
  const distribution = (
    what: string,
    x: SliceProfile['target'],
    y: SliceProfile['target'],
    effect: number,
  ): Found => {
    const { counts } = pairHistograms(x, y);
    const score =
      total(counts.reference) > 0 && total(counts.current) > 0 ? kolmogorovSmirnov.measure(counts).score : 0;
    const threshold = effect + kolmogorovSmirnov.noise(counts);
    const [reference, current] = [
      medianOf(counts.values, counts.reference),
      medianOf(counts.values, counts.current),
    ];
    return { what, against, reference, current, score, threshold, drifted: score > threshold };
  };
  return [
    share('rows outside the range of the target', ({ rows, kept }) => rows - kept),
    share('negative targets', ({ target }) => negative(target, low)),
    distribution('the target', a.target, b.target, effects.distribution),
    ...Object.keys(b.numbers).flatMap((name) =>
      a.numbers[name] ? [distribution(name, a.numbers[name], b.numbers[name]!, effects.number)] : [],
    ),
  ];
}

/** Rows of a negative target, where the target cannot be negative. */
function negative({ bins }: SliceProfile['target'], low: number): number {
  if (low < 0) return 0;
  return bins.reduce((sum, [bin, n]) => (bin < 0 ? sum + n : sum), 0);
}

function medianOf(values: readonly number[], counts: readonly number[]): number | null {
  const rows = total(counts);
  let seen = 0;
  for (const [i, n] of counts.entries()) {
    seen += n;
    if (n > 0 && seen >= rows / 2) return values[i]!;
  }
  return null;
}
