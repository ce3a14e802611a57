import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { decimal } from '../format.ts';
import { printable } from '../printable.ts';
import { drawChart, inks } from './canvas.ts';

export interface ImportanceBar {
  readonly term: string;
  readonly group: string;
  /** Its group's colour. */
  readonly ink: string;
  readonly spread: number;
}

const ROW_HEIGHT = 34;
/** Pixels from the middle of a row up to its name and down to its bar, and half the height of a bar. */
const [NAME_ABOVE, BAR_BELOW, HALF_BAR] = [7, 8, 5];

/** How far each term moves predictions: a bar a term, its name above it, its number at the end. */
export function drawImportance(label: string, bars: readonly ImportanceBar[]): Html {
  const row = (_: ImportanceBar, i: number) => i;
  const middle = ROW_HEIGHT / 2;
  return drawChart(label, {
    marginTop: 2,
    marginRight: 52,
    marginBottom: 2,
    marginLeft: 1,
    height: 4 + ROW_HEIGHT * bars.length,
    x: { axis: null, domain: [0, Math.max(...bars.map(({ spread }) => spread), Number.MIN_VALUE)] },
    y: { axis: null, type: 'band', domain: bars.map(row), padding: 0 },
    marks: [
      Plot.barX(bars, {
        x: 'spread',
        y: row,
        fill: ({ ink }: ImportanceBar) => ink,
        insetTop: middle + BAR_BELOW - HALF_BAR,
        insetBottom: middle - BAR_BELOW - HALF_BAR,
      }),
      Plot.text(bars, {
        text: ({ term, group }: ImportanceBar) => `${printable(term)}  ·  ${printable(group)}`,
        x: 0,
        y: row,
        textAnchor: 'start',
        dy: -NAME_ABOVE,
        fill: inks.text,
      }),
      Plot.text(bars, {
        text: ({ spread }: ImportanceBar) => decimal(spread),
        x: 'spread',
        y: row,
        textAnchor: 'start',
        dx: 6,
        dy: BAR_BELOW,
        fill: inks.muted,
        fontVariant: 'tabular-nums',
      }),
    ],
    color: { type: 'identity' },
  });
}
