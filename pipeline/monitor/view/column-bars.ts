import * as Plot from '@observablehq/plot';
import type { Html } from '../../report/document/html-template.ts';
import { drawChart, inks, verticalGrid } from '../../report/plots/canvas.ts';

export interface ColumnBar {
  readonly name: string;
  readonly value: number;
  readonly drifted: boolean;
}

const ROW_HEIGHT = 24;

/** A bar a column, those that drifted in the other ink; with a line at `limit`, where there is one. */
export function drawColumnBars(
  label: string,
  axis: string,
  bars: readonly ColumnBar[],
  limit?: number,
): Html {
  return drawChart(label, {
    marginTop: 4,
    marginRight: 16,
    marginBottom: 38,
    marginLeft: 130,
    height: 48 + ROW_HEIGHT * bars.length,
    x: { label: axis, nice: true, zero: true },
    y: { type: 'band', domain: bars.map(({ name }) => name), label: null, padding: 0.3 },
    marks: [
      ...verticalGrid(4),
      Plot.barX(bars, {
        x: 'value',
        y: 'name',
        fill: ({ drifted }: ColumnBar) => (drifted ? inks.rival : inks.candidate),
      }),
      ...(limit === undefined ? [] : [Plot.ruleX([limit], { stroke: inks.muted, strokeDasharray: '4 3' })]),
      Plot.axisY({ fill: inks.text, tickSize: 0 }),
    ],
  });
}
