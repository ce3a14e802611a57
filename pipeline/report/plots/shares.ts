import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { percent } from '../format.ts';
import { printable } from '../printable.ts';
import { drawChart, inks } from './canvas.ts';

export interface ShareBar {
  readonly name: string;
  readonly share: number;
}

const ROW_HEIGHT = 21;
/** Characters of a name that there is room for. */
const NAME_LENGTH = 16;

/** Shares of the rows by label: a bar a label. */
export function drawShares(label: string, bars: readonly ShareBar[]): Html {
  const row = (_: ShareBar, i: number) => i;
  const short = (name: string) => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);
  return drawChart(label, {
    marginTop: 4,
    marginRight: 60,
    marginBottom: 4,
    marginLeft: 120,
    height: 8 + ROW_HEIGHT * bars.length,
    x: { axis: null, domain: [0, Math.max(...bars.map(({ share }) => share), Number.MIN_VALUE)] },
    y: { axis: null, type: 'band', domain: bars.map(row), padding: 0.25 },
    marks: [
      Plot.barX(bars, { x: 'share', y: row, fill: inks.candidate, rx: 1 }),
      Plot.text(bars, {
        x: 0,
        y: row,
        text: ({ name }: ShareBar) => short(printable(name)),
        textAnchor: 'end',
        dx: -8,
        fill: inks.text,
      }),
      Plot.text(bars, {
        x: 'share',
        y: row,
        text: ({ share }: ShareBar) => percent(share),
        textAnchor: 'start',
        dx: 6,
        fill: inks.text,
      }),
    ],
  });
}
