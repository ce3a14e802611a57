import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { shortKey } from '../findings/order-keys.ts';
import type { SliceError } from '../findings/slice-errors.ts';
import { drawChart, inks, margins, spacedTicks } from './canvas.ts';

/** RMSE of the candidate less the rival's by key of a slice, with the intervals of the difference. */
export function drawChangeByKey(label: string, unit: string, keys: readonly SliceError[]): Html {
  const points = keys.map(({ key, change }) => ({ key, ...change }));
  const bounded = points.filter(({ lower, upper }) => Number.isFinite(upper - lower));
  const domain = points.map(({ key }) => key);
  return drawChart(label, {
    ...margins,
    marginBottom: 26,
    height: 150,
    x: { type: 'point', domain, label: null, padding: 0.5 },
    y: { label: `candidate less the other (${unit})`, nice: true, zero: true },
    marks: [
      Plot.gridY({ stroke: inks.line, strokeOpacity: 1, ticks: 4 }),
      Plot.axisY({ fill: inks.text, tickSize: 0, ticks: 4, tickFormat: '+.2~f' }),
      Plot.axisX({
        fill: inks.text,
        tickSize: 0,
        ticks: domain.filter(spacedTicks(domain.map(shortKey))),
        tickFormat: shortKey,
      }),
      Plot.ruleY([0], { stroke: inks.muted }),
      Plot.ruleX(bounded, { x: 'key', y1: 'lower', y2: 'upper', stroke: inks.candidate, strokeWidth: 2 }),
      Plot.dot(points, { x: 'key', y: 'difference', r: 3, fill: inks.candidate }),
    ],
  });
}
