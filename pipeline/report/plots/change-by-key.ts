import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { shortKey } from '../findings/order-keys.ts';
import type { SliceError } from '../findings/slice-errors.ts';
import { drawChart, horizontalGrid, inks, margins, signedTickText, spacedTicks } from './canvas.ts';

/** RMSE of the candidate less the rival's by key of a slice, with the intervals of the difference. */
export function drawChangeByKey(label: string, axis: string, keys: readonly SliceError[]): Html {
  const points = keys.map(({ key, change }) => ({ key, ...change }));
  const bounded = points.filter(({ lower, upper }) => Number.isFinite(upper - lower));
  const domain = points.map(({ key }) => key);
  const ticks = domain.filter(spacedTicks(domain.map(shortKey)));
  return drawChart(label, {
    ...margins,
    marginBottom: 26,
    height: 150,
    x: { type: 'point', domain, label: null, padding: 0.5 },
    y: { label: axis, nice: true, zero: true },
    marks: [
      ...horizontalGrid(4, signedTickText),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks, tickFormat: shortKey }),
      Plot.ruleY([0], { stroke: inks.muted }),
      Plot.ruleX(bounded, { x: 'key', y1: 'lower', y2: 'upper', stroke: inks.candidate, strokeWidth: 2 }),
      Plot.dot(points, { x: 'key', y: 'difference', r: 3, fill: inks.candidate }),
    ],
  });
}
