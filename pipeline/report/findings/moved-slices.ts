import { integer, plural, signedPercent } from '../format.ts';
import type { SliceError, SliceErrors } from './slice-errors.ts';

/** One key of one slice, and how far its error moved. */
export interface MovedSlice extends SliceError {
  readonly slice: string;
  /** The change as a share of the rival's RMSE. */
  readonly relative: number;
}

export interface MovedSlices {
  /** The furthest move first. */
  readonly moved: readonly MovedSlice[];
  /** Keys with too few rows to say anything of. */
  readonly tooFew: number;
}

/** Keys of all slices by how far the RMSE moved, as a share of the rival's; those with too few rows are left out. */
export function movedSlices(slices: readonly SliceErrors[], minRows: number): MovedSlices {
  const all = slices.flatMap(({ slice, keys }) =>
    keys.map((entry): MovedSlice => ({ ...entry, slice, relative: entry.change.difference / entry.rival })),
  );
  const size = ({ relative }: MovedSlice) => (Number.isFinite(relative) ? Math.abs(relative) : 0);
  const moved = all
    .filter(({ rows }) => rows >= minRows)
    .sort((a, b) => size(b) - size(a) || b.rows - a.rows);
  return { moved, tooFew: all.length - moved.length };
}

/** How many slices got worse, and which one most, in a sentence or two. */
export function describeMoves({ moved, tooFew }: MovedSlices, rival: string, minRows: number): string {
  const worse = moved.filter(({ relative }) => relative > 0);
  const [worst] = worse;
  const sentences = [
    worst === undefined
      ? `RMSE is above that of ${rival} in none of ${plural(moved.length, 'slice')}.`
      : `RMSE is above that of ${rival} in ${integer(worse.length)} of ${plural(moved.length, 'slice')}, furthest for ` +
        `${worst.key} (${signedPercent(worst.relative)}).`,
  ];
  if (tooFew > 0) {
    sentences.push(
      `${plural(tooFew, 'slice')} of fewer than ${integer(minRows)} rows ${tooFew === 1 ? 'is' : 'are'} left out.`,
    );
  }
  return sentences.join(' ');
}
