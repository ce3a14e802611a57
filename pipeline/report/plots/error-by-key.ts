import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import { shortKey } from '../findings/order-keys.ts';
import type { KeyError, SliceError } from '../findings/slice-errors.ts';
import { drawChart, inks, margins, spacedTicks } from './canvas.ts';

/** From so many keys on, intervals are drawn as bands: bars would touch. */
const MANY_KEYS = 13;
/** Pixels that the two models' bars stand apart. */
const APART = 4;

interface Point extends KeyError {
  readonly key: string;
}

/** RMSE of candidate and rival by key of a slice, with intervals. */
export function drawErrorByKey(label: string, unit: string, axis: string, keys: readonly SliceError[]): Html {
  const candidate = keys.map((entry): Point => ({ key: entry.key, ...entry.candidate }));
  const rival = keys.map((entry): Point => ({ key: entry.key, ...entry.rival }));
  const domain = keys.map(({ key }) => key);
  const many = keys.length >= MANY_KEYS;
  return drawChart(label, {
    ...margins,
    height: 250,
    x: { type: 'point', domain, label: axis, padding: 0.5 },
    y: { label: `RMSE (${unit})`, nice: true, zero: false },
    marks: [
      Plot.gridY({ stroke: inks.line, strokeOpacity: 1 }),
      Plot.axisY({ stroke: inks.muted, fill: inks.text, tickSize: 0, ticks: 5 }),
      Plot.axisX({
        fill: inks.text,
        tickSize: 0,
        ticks: domain.filter(spacedTicks(domain.map(shortKey))),
        tickFormat: shortKey,
      }),
      ...(many ? bands(rival, inks.rival) : bars(rival, inks.rival, APART)),
      ...(many ? bands(candidate, inks.candidate) : bars(candidate, inks.candidate, -APART)),
    ],
  });
}

const finite = (points: readonly Point[]) =>
  points.filter(({ lower, upper }) => Number.isFinite(upper - lower));

function bands(points: readonly Point[], ink: string): Plot.Markish[] {
  return [
    Plot.areaY(finite(points), { x: 'key', y1: 'lower', y2: 'upper', fill: ink, fillOpacity: 0.18 }),
    Plot.lineY(points, { x: 'key', y: 'rmse', stroke: ink, strokeWidth: 2 }),
    Plot.dot(points, { x: 'key', y: 'rmse', r: 2.2, fill: ink }),
  ];
}

function bars(points: readonly Point[], ink: string, dx: number): Plot.Markish[] {
  return [
    Plot.ruleX(finite(points), { x: 'key', y1: 'lower', y2: 'upper', dx, stroke: ink, strokeWidth: 2 }),
    Plot.dot(points, { x: 'key', y: 'rmse', dx, r: 4, fill: ink, stroke: inks.surface, strokeWidth: 1 }),
  ];
}
