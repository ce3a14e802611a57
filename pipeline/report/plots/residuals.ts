import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { drawChart, horizontalGrid, inks, margins, signedTickText, tickFormat, tickText } from './canvas.ts';

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
    marginTop: 48,
    height: 310,
    x: { label: `prediction less truth (${unit})` },
    y: { label: 'rows', percent: true, nice: true },
    marks: [
      ...horizontalGrid(5, (...tick) => `${tickText(...tick)} %`),
      Plot.axisX({ fill: inks.text, tickSize: 4, ticks: 7, tickFormat: tickFormat(signedTickText) }),
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'share',
        fill: inks.candidate,
        inset: 0.5,
        insetBottom: 0,
      }),
      Plot.ruleY([0], { stroke: inks.muted }),
      Plot.ruleX(marks, { x: 'at', stroke: inks.text, strokeDasharray: '3,3' }),
      Plot.text(marks, { x: 'at', text: 'name', frameAnchor: 'top', dy: -13, fill: inks.text }),
    ],
  });
}
