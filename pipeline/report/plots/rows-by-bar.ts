import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { drawChart, inks, margins, spacedTicks } from './canvas.ts';

export interface RowsBar {
  readonly name: string;
  readonly rows: number;
}

/** Rows by hour or by day: a narrow bar each. */
export function drawRows(label: string, axis: string, bars: readonly RowsBar[]): Html {
  const domain = bars.map(({ name }) => name);
  return drawChart(label, {
    ...margins,
    marginTop: 24,
    height: 160,
    x: { type: 'band', domain, label: axis, padding: 0.15 },
    y: { label: 'rows', nice: true },
    marks: [
      Plot.gridY({ stroke: inks.line, strokeOpacity: 1, ticks: 3 }),
      Plot.axisY({ fill: inks.text, tickSize: 0, ticks: 3, tickFormat: '~s' }),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks: domain.filter(spacedTicks(domain)) }),
      Plot.barY(bars, { x: 'name', y: 'rows', fill: inks.candidate }),
      Plot.ruleY([0], { stroke: inks.muted }),
    ],
  });
}
