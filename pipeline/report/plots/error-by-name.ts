import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import type { KeyError, SliceError } from '../findings/slice-errors.ts';
import { printable } from '../printable.ts';
import { drawChart, inks, margins } from './canvas.ts';

const ROW_HEIGHT = 38;
/** Pixels that a name stands above its line, and that the models' bars stand off it. */
const [NAME_ABOVE, APART] = [13, 3.5];

/** RMSE of candidate and rival by key of a slice whose keys have no order: a line a key, its name above it. */
export function drawErrorByName(label: string, unit: string, keys: readonly SliceError[]): Html {
  const at = (of: (entry: SliceError) => KeyError) => keys.map((entry, row) => ({ row, ...of(entry) }));
  const ends = keys.flatMap(({ candidate, rival }) => [candidate.rmse, rival.rmse]);
  return drawChart(label, {
    ...margins,
    marginLeft: 12,
    height: margins.marginTop + margins.marginBottom + ROW_HEIGHT * keys.length,
    x: { label: `RMSE (${unit})`, nice: true, zero: false },
    y: { axis: null, domain: [-0.5, keys.length - 0.5], reverse: true },
    marks: [
      Plot.gridX({ stroke: inks.line, strokeOpacity: 1, ticks: 6 }),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks: 6 }),
      ...bars(
        at((entry) => entry.rival),
        inks.rival,
        APART,
      ),
      ...bars(
        at((entry) => entry.candidate),
        inks.candidate,
        -APART,
      ),
      Plot.text(keys, {
        text: ({ key }: SliceError) => printable(key),
        x: Math.min(...ends),
        y: (_: SliceError, row: number) => row,
        frameAnchor: 'left',
        textAnchor: 'start',
        dy: -NAME_ABOVE,
        fill: inks.text,
      }),
    ],
  });
}

function bars(points: readonly (KeyError & { row: number })[], ink: string, dy: number): Plot.Markish[] {
  const bounded = points.filter(({ lower, upper }) => Number.isFinite(upper - lower));
  return [
    Plot.ruleY(bounded, { y: 'row', x1: 'lower', x2: 'upper', dy, stroke: ink, strokeWidth: 2 }),
    Plot.dot(points, { y: 'row', x: 'rmse', dy, r: 4, fill: ink, stroke: inks.surface, strokeWidth: 1 }),
  ];
}
