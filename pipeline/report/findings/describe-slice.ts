import { decimal, integer, plural } from '../format.ts';
import type { SliceErrors } from './slice-errors.ts';

/**
 * What the errors of a slice say, in words. Of keys with fewer than `minRows` rows nothing is said; `shown` is how many
 * keys a chart of keys without order has.
 */
export function describeSlice(
  { ordered, keys }: SliceErrors,
  { rival, unit, minRows, shown }: { rival: string; unit: string; minRows: number; shown: number },
): string {
  const enough = keys.filter(({ rows }) => rows >= minRows);
  const judged = enough.length === 0 ? keys : enough;
  const count = (isCounted: (entry: SliceErrors['keys'][number]) => boolean) => {
    const n = judged.filter(isCounted).length;
    return n === 0 ? 'none' : integer(n);
  };
  const worst = judged.reduce((most, entry) => (entry.candidate > most.candidate ? entry : most));
  if (!Number.isFinite(worst.candidate)) return 'The error of the candidate is not finite.';
  const few = keys.length - judged.length;
  const sentences = [
    `RMSE is lower than that of ${rival} in ${count(({ change }) => change.difference < 0)} of ${integer(judged.length)}, ` +
      `clearly lower in ${count(({ change }) => change.upper < 0)}, clearly higher in ${count(({ change }) => change.lower > 0)}.`,
    `It is largest for ${worst.key}: ${decimal(worst.candidate)} ${unit}.`,
  ];
  if (few > 0) sentences.push(`Not counted: ${plural(few, 'key')} with fewer than ${integer(minRows)} rows.`);
  if (!ordered && keys.length > shown) sentences.push(`Drawn: the ${integer(shown)} with the most rows.`);
  return sentences.join(' ');
}
