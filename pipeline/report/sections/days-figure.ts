import type { Profile } from '../../validate/profile.ts';
import { figure } from '../document/figure.ts';
import type { Html } from '../document/html-template.ts';
import { integer, plural } from '../format.ts';
import { drawRowCounts } from '../plots/row-counts.ts';

/** Rows of each day, which shows missing days and broken feeds at once. */
export function daysFigure({ days }: Profile): Html | undefined {
  const bars = Object.entries(days)
    .map(([name, rows]) => ({ name, rows }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (bars.length === 0) return undefined;
  const most = bars.reduce((a, b) => (b.rows > a.rows ? b : a));
  const least = bars.reduce((a, b) => (b.rows < a.rows ? b : a));
  const text = `${plural(bars.length, 'day')}; most rows on ${most.name} (${integer(most.rows)}), fewest on ${least.name} (${integer(least.rows)}).`;
  const short = bars.map(({ name, rows }) => ({ name: name.slice(5), rows }));
  const unique = new Set(short.map(({ name }) => name)).size === short.length;
  return figure({
    title: 'Rows by day',
    text,
    chart: drawRowCounts(`Rows by day. ${text}`, 'day', unique ? short : bars),
  });
}
