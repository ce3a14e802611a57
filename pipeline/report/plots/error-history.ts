import * as Plot from '@observablehq/plot';
import type { ErrorHistory } from '../../site/error-history.ts';
import type { Html } from '../document/html-template.ts';
import { drawChart, horizontalGrid, inks, margins, spacedTicks } from './canvas.ts';

interface NamedPoint {
  readonly name: string;
  readonly period: string;
  readonly rmse: number;
}

/** RMSE by month, a line a version, each named where it ends; the one that is `live` stands out. */
export function drawErrorHistory(
  label: string,
  unit: string,
  { periods, versions }: ErrorHistory,
  live: string | undefined,
): Html {
  const points = versions.flatMap(({ name, points: found }) =>
    found.map(({ period, rmse }): NamedPoint => ({ name, period, rmse })),
  );
  const others = points.filter(({ name }) => name !== live);
  const own = points.filter(({ name }) => name === live);
  const ends = versions.flatMap(({ name, points: found }) =>
    found.slice(-1).map(({ period, rmse }): NamedPoint => ({ name, period, rmse })),
  );
  const place = { x: 'period', y: 'rmse' } as const;
  return drawChart(label, {
    ...margins,
    marginRight: 34,
    marginBottom: 26,
    height: 250,
    x: { type: 'point', domain: periods, label: null, padding: 0.3 },
    y: { label: `RMSE (${unit})`, nice: true, zero: false, insetBottom: 8 },
    marks: [
      ...horizontalGrid(5),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks: periods.filter(spacedTicks(periods)) }),
      Plot.lineY(others, { ...place, z: 'name', stroke: inks.muted, strokeWidth: 1.5 }),
      Plot.dot(others, { ...place, r: 3.5, fill: inks.surface, stroke: inks.muted, strokeWidth: 1.5 }),
      Plot.lineY(own, { ...place, stroke: inks.candidate, strokeWidth: 2.5 }),
      Plot.dot(own, { ...place, r: 4.5, fill: inks.candidate }),
      Plot.text(ends, {
        ...place,
        text: 'name',
        dx: 9,
        textAnchor: 'start',
        fill: inks.text,
        fontWeight: 600,
      }),
    ],
  });
}
