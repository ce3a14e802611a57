import type { ColumnProfile } from '../../validate/profile.ts';
import { figure } from '../document/figure.ts';
import type { Html } from '../document/html-template.ts';
import { plainBins, wholeNumbers } from '../findings/plain-bins.ts';
import { decimal, integer, percent, plural } from '../format.ts';
import { drawHistogram } from '../plots/histogram.ts';
import { drawRowCounts } from '../plots/row-counts.ts';
import { drawShares } from '../plots/shares.ts';

const MAX_LABELS = 8;

/** A column in words, and how to draw it when there is anything to draw. */
interface Portrait {
  readonly text: string;
  readonly draw?: (label: string) => Html;
}

type Portray<Kind extends ColumnProfile['kind']> = (
  column: Extract<ColumnProfile, { kind: Kind }>,
  axis: string,
  rows: number,
) => Portrait;

const portrayals: { readonly [Kind in ColumnProfile['kind']]: Portray<Kind> } = {
  time: ({ nulls, hours }, _, rows) => {
    const counts = hours.map((n, hour) => ({ name: `${String(hour).padStart(2, '0')}:00`, rows: n }));
    const busiest = counts.reduce((a, b) => (b.rows > a.rows ? b : a));
    return {
      text: `${nullText(nulls, rows)} Busiest hour: ${busiest.name}.`,
      draw: (label) => drawRowCounts(label, 'hour of day', counts),
    };
  },
  timestamp: ({ nulls }, _, rows) => ({ text: nullText(nulls, rows) }),
  number: ({ histogram }, axis, rows) => {
    const nulls = nullText(histogram.nulls, rows);
    const whole = wholeNumbers(histogram);
    if (whole) {
      const counts = whole.map(({ value, rows: n }) => ({ name: String(value), rows: n }));
      const text = `${nulls} ${plural(whole.length, 'whole number')}.`;
      return { text, draw: (label) => drawRowCounts(label, axis, counts) };
    }
    const { bins, median, low, high } = plainBins(histogram);
    const text = `${nulls} Median ${decimal(median, 2)}.`;
    if (bins.length === 0) return { text };
    const range = `Drawn from the 1st to the 99th percentile, ${decimal(low, 2)} to ${decimal(high, 2)}.`;
    return { text: `${text} ${range}`, draw: (label) => drawHistogram(label, axis, bins) };
  },
  category: ({ categories: { counts, others } }, _, rows) => {
    const { '': nulls = 0, ...labels } = counts;
    const bars = Object.entries(labels)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([name, n]) => ({ name, share: n / rows }));
    const text = `${nullText(nulls, rows)} ${others > 0 ? 'More than ' : ''}${plural(bars.length, 'label')}.`;
    if (bars.length === 0) return { text };
    const rest = bars.slice(MAX_LABELS).reduce((sum, { share }) => sum + share, others / rows);
    const shown = bars.slice(0, MAX_LABELS);
    const all = rest > 0 ? [...shown, { name: 'all others', share: rest, isRest: true }] : shown;
    return { text, draw: (label) => drawShares(label, all) };
  },
};

/** One column of the profile: its nulls, and how its values are distributed; undefined where nothing can be drawn. */
export function columnFigure(
  title: string,
  axis: string,
  column: ColumnProfile,
  rows: number,
): Html | undefined {
  const { text, draw } = portrait(axis, column, rows);
  return draw && figure({ title, text, chart: draw(`${title}. ${text}`) });
}

/** A column in a sentence or two. */
export function columnText(column: ColumnProfile, rows: number): string {
  return portrait('', column, rows).text;
}

/** Whether a column has more to show than words. */
export function isDrawn(column: ColumnProfile, rows: number): boolean {
  return portrait('', column, rows).draw !== undefined;
}

function portrait(axis: string, column: ColumnProfile, rows: number): Portrait {
  const portray = portrayals[column.kind] as Portray<ColumnProfile['kind']>;
  return portray(column as never, axis, rows);
}

function nullText(nulls: number, rows: number): string {
  return nulls === 0 ? 'No nulls.' : `${percent(nulls / rows)} null (${integer(nulls)}).`;
}
