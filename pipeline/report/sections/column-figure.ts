import type { ColumnProfile } from '../../validate/profile.ts';
import { figure } from '../document/figure.ts';
import { type Html, html } from '../document/html-template.ts';
import { plainBins } from '../findings/plain-bins.ts';
import { decimal, integer, percent, plural } from '../format.ts';
import { drawHistogram } from '../plots/histogram.ts';
import { drawRows } from '../plots/rows-by-bar.ts';
import { drawShares } from '../plots/shares.ts';

const MAX_LABELS = 8;

interface Drawing {
  readonly text: string;
  readonly chart?: (label: string) => Html;
}

type Draw<Kind extends ColumnProfile['kind']> = (
  column: Extract<ColumnProfile, { kind: Kind }>,
  axis: string,
  rows: number,
) => Drawing;

const drawings: { readonly [Kind in ColumnProfile['kind']]: Draw<Kind> } = {
  time: ({ nulls, hours }, _, rows) => {
    const bars = hours.map((n, hour) => ({ name: `${String(hour).padStart(2, '0')}:00`, rows: n }));
    const busiest = bars.reduce((a, b) => (b.rows > a.rows ? b : a));
    return {
      text: `${nullText(nulls, rows)} Busiest hour: ${busiest.name}.`,
      chart: (label) => drawRows(label, 'hour of day', bars),
    };
  },
  timestamp: ({ nulls }, _, rows) => ({ text: nullText(nulls, rows) }),
  number: ({ histogram }, axis, rows) => {
    const { bins, median, low, high } = plainBins(histogram);
    const text = `${nullText(histogram.nulls, rows)} Median ${decimal(median, 2)}; 98 % of the values lie from ${decimal(low, 2)} to ${decimal(high, 2)}, which is what is drawn.`;
    return bins.length === 0 ? { text } : { text, chart: (label) => drawHistogram(label, axis, bins) };
  },
  category: ({ categories: { counts, others } }, _, rows) => {
    const { '': nulls = 0, ...labels } = counts;
    const bars = Object.entries(labels)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([name, n]) => ({ name, share: n / rows }));
    const rest = bars.slice(MAX_LABELS).reduce((sum, { share }) => sum + share, others / rows);
    const shown = bars.slice(0, MAX_LABELS);
    const many = `${others > 0 ? 'More than ' : ''}${plural(bars.length, 'label')}.`;
    return {
      text: `${nullText(nulls, rows)} ${many}`,
      chart: (label) => drawShares(label, rest > 0 ? [...shown, { name: 'all others', share: rest }] : shown),
    };
  },
};

/** One column of the profile: how many nulls, and how its values are distributed. */
export function columnFigure(title: string, axis: string, column: ColumnProfile, rows: number): Html {
  const draw = drawings[column.kind] as Draw<ColumnProfile['kind']>;
  const { text, chart } = draw(column as never, axis, rows);
  return figure({ title, text, chart: chart?.(`${title}. ${text}`) ?? html`` });
}

function nullText(nulls: number, rows: number): string {
  return nulls === 0 ? 'No nulls.' : `${percent(nulls / rows)} null (${integer(nulls)}).`;
}
