import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { percent } from '../format.ts';
import { printable } from '../printable.ts';
import { drawChart, inks, SMALL_WIDTH } from './canvas.ts';

export interface ShareBar {
  readonly name: string;
  readonly share: number;
  /** Whether it stands for all labels that are not shown: it gets a number and no bar, which would dwarf the others. */
  readonly isRest?: boolean;
}

const ROW_HEIGHT = 22;
/** Pixels and characters that there is room for left of the bars. */
const [NAME_WIDTH, NAME_LENGTH] = [112, 15];

/** Shares of the rows by label: a bar a label. */
export function drawShares(label: string, bars: readonly ShareBar[]): Html {
  const row = (_: ShareBar, i: number) => i;
  const lengthOf = ({ share, isRest }: ShareBar) => (isRest ? 0 : share);
  const short = (name: string) => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);
  const longest = Math.max(...bars.map(({ name }) => short(name).length));
  return drawChart(label, {
    width: SMALL_WIDTH,
    marginTop: 2,
    marginRight: 58,
    marginBottom: 2,
    marginLeft: Math.ceil((NAME_WIDTH * longest) / NAME_LENGTH) + 12,
    height: 4 + ROW_HEIGHT * bars.length,
    x: { axis: null, domain: [0, Math.max(...bars.map(lengthOf), Number.MIN_VALUE)] },
    y: { axis: null, type: 'band', domain: bars.map(row), padding: 0.3 },
    marks: [
      Plot.barX(bars, { x: lengthOf, y: row, fill: inks.candidate }),
      Plot.text(bars, {
        x: 0,
        y: row,
        text: ({ name }: ShareBar) => short(printable(name)),
        textAnchor: 'end',
        dx: -8,
        fill: inks.text,
      }),
      Plot.text(bars, {
        x: lengthOf,
        y: row,
        text: ({ share }: ShareBar) => percent(share, 1),
        textAnchor: 'start',
        dx: 6,
        fill: inks.text,
      }),
    ],
  });
}
