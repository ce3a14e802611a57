import * as Plot from '@observablehq/plot';
import type { Html } from '../../report/document/html-template.ts';
import { drawChart, inks, tickFormat, tickText, verticalGrid } from '../../report/plots/canvas.ts';
import type { ColumnDrift } from '../column-drift.ts';

const ROW_HEIGHT = 24;

/** How far the drift of each column moves predictions: a bar a column. */
export function drawImpacts(label: string, unit: string, columns: readonly ColumnDrift[]): Html {
  const bars = columns.map(({ name, impactMin, drifted }) => ({ name, impact: impactMin ?? 0, drifted }));
  return drawChart(label, {
    marginTop: 4,
    marginRight: 16,
    marginBottom: 38,
    marginLeft: 130,
    height: 48 + ROW_HEIGHT * bars.length,
    x: { label: `impact (${unit})`, nice: true, tickFormat: tickFormat(tickText) },
    y: { type: 'band', domain: bars.map(({ name }) => name), label: null, padding: 0.3 },
    marks: [
      ...verticalGrid(4),
      Plot.barX(bars, {
        x: 'impact',
        y: 'name',
        fill: ({ drifted }) => (drifted ? inks.rival : inks.candidate),
      }),
      Plot.axisY({ fill: inks.text, tickSize: 0 }),
    ],
  });
}
