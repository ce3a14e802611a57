import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { drawChart, inks, SMALL_WIDTH, tickFormat, tickText } from './canvas.ts';

export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** A small histogram of one column. */
export function drawHistogram(label: string, axis: string, bins: readonly HistogramBin[]): Html {
  return drawChart(label, {
    width: SMALL_WIDTH,
    marginTop: 8,
    marginRight: 12,
    marginBottom: 38,
    marginLeft: 8,
    height: 160,
    x: { label: axis },
    y: { axis: null },
    marks: [
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'rows',
        fill: inks.candidate,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { stroke: inks.muted }),
      Plot.axisX({ fill: inks.text, tickSize: 4, ticks: 5, tickFormat: tickFormat(tickText) }),
    ],
  });
}
