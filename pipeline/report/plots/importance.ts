import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { decimal } from '../format.ts';
import { printable } from '../printable.ts';
import { drawChart, inks } from './canvas.ts';

export interface ImportanceBar {
  readonly name: string;
  readonly note: string;
  readonly spread: number;
}

const ROW_HEIGHT = 32;
/** Pixels that the name stands above the middle of its row, and what the bar leaves free for it. */
const [NAME_ABOVE, BAR_TOP] = [7, 16];

/** How far each term moves predictions: a bar a term, its name above it, its number at the end. */
export function drawImportance(label: string, bars: readonly ImportanceBar[]): Html {
  const text = { fill: inks.text, y: (_: ImportanceBar, row: number) => row } as const;
  return drawChart(label, {
    marginTop: 4,
    marginRight: 52,
    marginBottom: 4,
    marginLeft: 2,
    height: 8 + ROW_HEIGHT * bars.length,
    x: { axis: null, domain: [0, Math.max(...bars.map(({ spread }) => spread), Number.MIN_VALUE)] },
    y: { axis: null, type: 'band', domain: bars.map((_, row) => row), padding: 0 },
    marks: [
      Plot.barX(bars, {
        x: 'spread',
        y: (_: ImportanceBar, row: number) => row,
        fill: inks.candidate,
        insetTop: BAR_TOP,
        insetBottom: 6,
        rx: 1,
      }),
      Plot.text(bars, {
        ...text,
        text: ({ name, note }: ImportanceBar) => `${printable(name)}  ·  ${printable(note)}`,
        x: 0,
        textAnchor: 'start',
        dy: -NAME_ABOVE,
      }),
      Plot.text(bars, {
        ...text,
        text: ({ spread }: ImportanceBar) => decimal(spread),
        x: 'spread',
        textAnchor: 'start',
        dx: 6,
        dy: 5,
        fontVariant: 'tabular-nums',
      }),
    ],
  });
}
