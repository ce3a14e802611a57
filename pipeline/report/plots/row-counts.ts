import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import {
  countTickText,
  drawChart,
  horizontalGrid,
  inks,
  margins,
  SMALL_WIDTH,
  spacedTicks,
} from './canvas.ts';

export interface RowCount {
  readonly name: string;
  readonly rows: number;
}

/** Rows by hour, by day or by whole number: a narrow bar each. */
export function drawRowCounts(label: string, axis: string, counts: readonly RowCount[]): Html {
  const domain = counts.map(({ name }) => name);
  return drawChart(label, {
    ...margins,
    width: SMALL_WIDTH,
    marginTop: 26,
    marginBottom: 38,
    height: 180,
    x: { type: 'band', domain, label: axis, padding: 0.15 },
    y: { label: 'rows', nice: true },
    marks: [
      ...horizontalGrid(4, countTickText),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks: domain.filter(spacedTicks(domain, SMALL_WIDTH)) }),
      Plot.barY(counts, { x: 'name', y: 'rows', fill: inks.candidate }),
      Plot.ruleY([0], { stroke: inks.muted }),
    ],
  });
}
