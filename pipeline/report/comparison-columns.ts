import type { ComparisonRow, ComparisonTable } from './comparison.ts';
import { decimal, integer, interval, list, NO_VALUE, percent, plural, signed } from './format.ts';

/** One column of the comparison table, the same through every door. */
export interface ComparisonColumn {
  readonly heading: (table: ComparisonTable) => string;
  readonly cell: (row: ComparisonRow) => string;
  readonly align: 'left' | 'right';
}

export const comparisonColumns: readonly ComparisonColumn[] = [
  { heading: () => 'model', cell: (row) => row.label, align: 'left' },
  { heading: ({ unit }) => `RMSE (${unit})`, cell: ({ metrics }) => decimal(metrics.rmse), align: 'right' },
  { heading: () => 'MAE', cell: ({ metrics }) => decimal(metrics.mae), align: 'right' },
  {
    heading: () => 'median |error|',
    cell: ({ metrics }) => decimal(metrics.medianAbsoluteError),
    align: 'right',
  },
  { heading: () => 'R²', cell: ({ metrics }) => decimal(metrics.r2), align: 'right' },
  { heading: () => 'bias', cell: ({ metrics }) => signed(metrics.bias), align: 'right' },
  {
    heading: () => 'candidate − it',
    cell: ({ against }) => (against ? signed(against.difference) : NO_VALUE),
    align: 'right',
  },
  {
    heading: () => 'interval',
    cell: ({ against }) => (against ? interval(against.lower, against.upper) : NO_VALUE),
    align: 'right',
  },
];

/** What the table's numbers stand for, as one or two sentences. */
export function comparisonNote(table: ComparisonTable): string {
  const champion = table.rows.find(({ role }) => role === 'champion')?.against;
  const spent =
    champion && champion.alpha !== table.alpha ? `, the champion's ${percent(1 - champion.alpha)}` : '';
  return (
    `All models on the same ${plural(table.judgedRows, 'row')} of ${list(table.periods)}. ` +
    `Intervals of the difference in RMSE: ${percent(1 - table.alpha)}${spent}, paired bootstrap over ` +
    `${plural(table.days, 'day')}, ${integer(table.resamples)} resamples; below zero the candidate is better.`
  );
}
