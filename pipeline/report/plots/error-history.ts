import * as Plot from '@observablehq/plot';
import type { ErrorHistory } from '../../site/error-history.ts';
import type { Html } from '../document/html-template.ts';
import { CHART_WIDTH, drawChart, horizontalGrid, inks, margins, spacedTicks } from './canvas.ts';
import { spreadLabels } from './spread-labels.ts';

interface NamedPoint {
  readonly name: string;
  readonly period: string;
  readonly rmse: number;
}

/** Older versions than these are in the numbers alone. */
const SHOWN_VERSIONS = 8;
const [HEIGHT, LABEL_HEIGHT] = [280, 14];
const FRAME = { ...margins, marginRight: 56, marginBottom: 28 } as const;
/** Share of the range of errors that stays free above and below. */
const AIR = 0.08;
/** Range that the axis covers at least, as a share of the errors: a small difference shall look small. */
const LEAST_RANGE = 0.2;

/**
 * RMSE by month, a line a version, each named where it ends; the one that is `live` stands out. A line joins months that
 * its version was not trained on: errors on those that it was say little.
 */
export function drawErrorHistory(
  label: string,
  unit: string,
  { periods, versions }: ErrorHistory,
  live: string | undefined,
  width = CHART_WIDTH,
): Html {
  const newest = versions.slice(-SHOWN_VERSIONS).map(({ name }) => name);
  const shown = versions.filter(({ name }) => newest.includes(name) || name === live);
  const points = shown.flatMap(({ name, points: found }) =>
    found
      .filter(({ isTrained }) => !isTrained)
      .map(({ period, rmse }): NamedPoint => ({ name, period, rmse })),
  );
  const months = periods.filter((period) => points.some((point) => point.period === period));
  const errors = points.map(({ rmse }) => rmse);
  const domain = domainOf(errors);
  const room = width - FRAME.marginRight + margins.marginRight;
  const others = points.filter(({ name }) => name !== live);
  const own = points.filter(({ name }) => name === live);
  const place = { x: 'period', y: 'rmse' } as const;
  const muted = { stroke: inks.muted, strokeWidth: 1.5 } as const;
  return drawChart(label, {
    ...FRAME,
    width,
    height: HEIGHT,
    x: { type: 'point', domain: months, label: null, padding: 0.3 },
    y: { label: `RMSE (${unit})`, domain },
    marks: [
      ...horizontalGrid(5),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks: months.filter(spacedTicks(months, room)) }),
      Plot.lineY(others, { ...place, z: 'name', ...muted }),
      Plot.dot(others, { ...place, r: 3, fill: inks.surface, ...muted }),
      Plot.lineY(own, { ...place, stroke: inks.candidate, strokeWidth: 2.5 }),
      Plot.dot(own, { ...place, r: 4.5, fill: inks.candidate }),
      ...endLabels(points, domain, live),
    ],
  });
}

function domainOf(errors: readonly number[]): readonly [low: number, high: number] {
  const [least, most] = [Math.min(...errors), Math.max(...errors)];
  const middle = (least + most) / 2;
  const half = Math.max((0.5 + AIR) * (most - least), (LEAST_RANGE / 2) * middle);
  return [middle - half, middle + half];
}

/** The name of each version beside its last point, moved until no two overlap. */
function endLabels(
  points: readonly NamedPoint[],
  [low, high]: readonly [number, number],
  live: string | undefined,
): Plot.Markish[] {
  const ends = [...new Map(points.map((point) => [point.name, point])).values()];
  const room = HEIGHT - FRAME.marginTop - FRAME.marginBottom;
  const gap = (LABEL_HEIGHT * (high - low)) / room;
  const labels = [...new Set(ends.map(({ period }) => period))].flatMap((period) => {
    const here = ends.filter((end) => end.period === period);
    const at = spreadLabels(
      here.map(({ rmse }) => rmse),
      gap,
    );
    return here.map((end, i) => ({ ...end, rmse: at[i]! }));
  });
  return [true, false].map((isLive) =>
    Plot.text(
      labels.filter(({ name }) => (name === live) === isLive),
      {
        x: 'period',
        y: 'rmse',
        text: 'name',
        dx: 10,
        textAnchor: 'start',
        fill: isLive ? inks.candidate : inks.muted,
        fontWeight: isLive ? 700 : 500,
        clip: false,
      },
    ),
  );
}
