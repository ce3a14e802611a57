import { decimal, integer, plural } from '../format.ts';
import type { SliceErrors } from './slice-errors.ts';

/** What the errors of a slice say, in two or three sentences. `shown` is how many keys a chart without order has. */
export function describeSlice(
  { ordered, keys }: SliceErrors,
  rival: string,
  unit: string,
  shown: number,
): string {
  const lower = keys.filter(({ change }) => change.difference < 0).length;
  const surelyLower = keys.filter(({ change }) => change.upper < 0).length;
  const surelyHigher = keys.filter(({ change }) => change.lower > 0).length;
  const worst = keys.reduce((most, entry) => (entry.candidate.rmse > most.candidate.rmse ? entry : most));
  return [
    `The candidate's RMSE is below that of ${rival} in ${integer(lower)} of ${integer(keys.length)}` +
      `, with the whole interval in ${integer(surelyLower)}; it is above with the whole interval in ${integer(surelyHigher)}.`,
    `It is largest at ${worst.key}: ${decimal(worst.candidate.rmse)} ${unit} over ${plural(worst.rows, 'row')}.`,
    ...(ordered || keys.length <= shown ? [] : [`Shown are the ${integer(shown)} with the most rows.`]),
  ].join(' ');
}
