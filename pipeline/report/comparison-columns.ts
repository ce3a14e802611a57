import type { ComparisonRow, ComparisonTable, Difference } from './comparison.ts';
import { decimal, integer, interval, list, NO_VALUE, percent, plural, signed } from './format.ts';

/** One column of the comparison table, the same through every door. */
export interface ComparisonColumn {
  readonly heading: (table: ComparisonTable) => string;
  readonly cell: (row: ComparisonRow) => string;
  readonly align: 'left' | 'right';
  /** Where room is short, columns of higher rank go first. */
  readonly rank: number;
}

export const comparisonColumns: readonly ComparisonColumn[] = [
  { heading: () => 'model', cell: (row) => row.label, align: 'left', rank: 0 },
  {
    heading: ({ unit }) => `RMSE (${unit})`,
    cell: ({ metrics }) => decimal(metrics.rmse),
    align: 'right',
    rank: 0,
  },
  { heading: () => 'MAE', cell: ({ metrics }) => decimal(metrics.mae), align: 'right', rank: 2 },
  {
    heading: () => 'median',
    cell: ({ metrics }) => decimal(metrics.medianAbsoluteError),
    align: 'right',
    rank: 5,
  },
  { heading: () => 'R²', cell: ({ metrics }) => decimal(metrics.r2), align: 'right', rank: 3 },
  { heading: () => 'bias', cell: ({ metrics }) => signed(metrics.bias), align: 'right', rank: 4 },
  {
    heading: ({ alpha }) => `Δ RMSE, ${percent(1 - alpha)} interval`,
    cell: ({ against }) => (against ? differenceText(against) : NO_VALUE),
    align: 'right',
    rank: 1,
  },
];

/** −0.122 [−0.150, −0.094], the interval left out where nothing bounds it. */
export function differenceText({ difference, lower, upper }: Difference): string {
  const bounds = interval(lower, upper);
  return bounds === NO_VALUE ? signed(difference) : `${signed(difference)} ${bounds}`;
}

/** What the table's numbers stand for, as one or two sentences. */
export function comparisonNote(table: ComparisonTable): string {
  const champion = table.rows.find(({ role }) => role === 'champion')?.against;
  const spent =
    champion && champion.alpha !== table.alpha
      ? `, the champion's interval at ${percent(1 - champion.alpha)}`
      : '';
  return (
    `All on the same ${plural(table.judgedRows, 'row')} of ${list(table.periods)}. Median: of the absolute error. ` +
    "Bias: prediction less truth. Δ RMSE: the candidate's less the model's, below zero where the candidate is better" +
    `; paired bootstrap over ${plural(table.days, 'day')}, ${integer(table.resamples)} resamples${spent}.`
  );
}
