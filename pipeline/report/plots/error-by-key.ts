import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { shortKey } from '../findings/order-keys.ts';
import type { KeyError } from '../findings/slice-errors.ts';
import { drawChart, horizontalGrid, inks, margins, spacedTicks } from './canvas.ts';

/** From so many keys on, intervals are drawn as bands: bars would touch. */
const MANY_KEYS = 13;
/** Pixels that the two models' bars stand apart. */
const APART = 4;

/** RMSE of candidate and rival by key of a slice, with intervals. */
export function drawErrorByKey(
  label: string,
  unit: string,
  candidate: readonly KeyError[],
  rival: readonly KeyError[],
): Html {
  const domain = candidate.map(({ key }) => key);
  const ticks = domain.filter(spacedTicks(domain.map(shortKey)));
  const many = domain.length >= MANY_KEYS;
  return drawChart(label, {
    ...margins,
    marginBottom: 26,
    height: 230,
    x: { type: 'point', domain, label: null, padding: 0.5 },
    y: { label: `RMSE (${unit})`, nice: true, zero: false },
    marks: [
      ...horizontalGrid(5),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks, tickFormat: shortKey }),
      ...(many ? bands(rival, inks.rival) : bars(rival, inks.rival, APART)),
      ...(many ? bands(candidate, inks.candidate) : bars(candidate, inks.candidate, -APART)),
    ],
  });
}

const bounded = (points: readonly KeyError[]) =>
  points.filter(({ lower, upper }) => Number.isFinite(upper - lower));

function bands(points: readonly KeyError[], ink: string): Plot.Markish[] {
  return [
    Plot.areaY(bounded(points), { x: 'key', y1: 'lower', y2: 'upper', fill: ink, fillOpacity: 0.18 }),
    Plot.lineY(points, { x: 'key', y: 'rmse', stroke: ink, strokeWidth: 2 }),
    Plot.dot(points, { x: 'key', y: 'rmse', r: 2.2, fill: ink }),
  ];
}

function bars(points: readonly KeyError[], ink: string, dx: number): Plot.Markish[] {
  return [
    Plot.ruleX(bounded(points), { x: 'key', y1: 'lower', y2: 'upper', dx, stroke: ink, strokeWidth: 2 }),
    Plot.dot(points, { x: 'key', y: 'rmse', dx, r: 4, fill: ink, stroke: inks.surface, strokeWidth: 1 }),
  ];
}
