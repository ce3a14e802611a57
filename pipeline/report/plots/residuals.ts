import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { drawChart, inks, margins } from './canvas.ts';

export interface ErrorBin {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

export interface ErrorMark {
  readonly at: number;
  readonly name: string;
}

/** Share of rows by error of the candidate, with the quantiles that matter marked. */
export function drawResiduals(
  label: string,
  unit: string,
  bins: readonly ErrorBin[],
  marks: readonly ErrorMark[],
): Html {
  return drawChart(label, {
    ...margins,
    marginTop: 44,
    height: 270,
    x: { label: `prediction less truth (${unit})` },
    y: { label: 'share of rows', percent: true, nice: true },
    marks: [
      Plot.gridY({ stroke: inks.line, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({
        fill: inks.text,
        tickSize: 0,
        ticks: 5,
        tickFormat: (n: number) => `${n} %`,
        label: 'share of rows',
      }),
      Plot.axisX({ fill: inks.text, tickSize: 4, ticks: 8, tickFormat: '+~f' }),
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'share',
        fill: inks.candidate,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { stroke: inks.muted }),
      Plot.ruleX(marks, { x: 'at', stroke: inks.text, strokeDasharray: '3,3' }),
      Plot.text(marks, { x: 'at', text: 'name', frameAnchor: 'top', dy: -12, fill: inks.text }),
    ],
  });
}
