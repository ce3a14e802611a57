import * as Plot from '@observablehq/plot';
import type { Html } from '../document/html-template.ts';
import type { KeyError } from '../findings/slice-errors.ts';
import { printable } from '../printable.ts';
import { drawChart, inks, margins, verticalGrid } from './canvas.ts';

const ROW_HEIGHT = 36;
/** Pixels that a name stands above its line, and that the models' bars stand off it. */
const [NAME_ABOVE, APART] = [13, 3.5];

/** RMSE of candidate and rival by key of a slice whose keys have no order: a line a key, its name above it. */
export function drawErrorByName(
  label: string,
  unit: string,
  candidate: readonly KeyError[],
  rival: readonly KeyError[],
): Html {
  const inRows = (errors: readonly KeyError[]) => errors.map((error, row) => ({ ...error, row }));
  return drawChart(label, {
    ...margins,
    marginTop: 6,
    marginLeft: 10,
    height: 6 + margins.marginBottom + ROW_HEIGHT * candidate.length,
    x: { label: `RMSE (${unit})`, nice: true, zero: false },
    y: { axis: null, domain: [-0.6, candidate.length - 0.4], reverse: true },
    marks: [
      ...verticalGrid(6),
      ...bars(inRows(rival), inks.rival, APART),
      ...bars(inRows(candidate), inks.candidate, -APART),
      Plot.text(candidate, {
        text: ({ key }: KeyError) => printable(key),
        y: (_: KeyError, row: number) => row,
        frameAnchor: 'left',
        dx: 2,
        dy: -NAME_ABOVE,
        fill: inks.text,
        stroke: inks.surface,
        strokeWidth: 3,
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
