import * as Plot from '@observablehq/plot';
import type { ScoredModel } from '../../evaluate/evaluation.ts';
import type { Html } from '../document/html-template.ts';
import { drawChart, inks, margins } from './canvas.ts';

type Calibration = ScoredModel['calibration'];

/** Mean truth against mean prediction by tenth of the predictions; on the diagonal a model is calibrated. */
export function drawCalibration(
  label: string,
  unit: string,
  candidate: Calibration,
  rival: Calibration,
): Html {
  const values = [...candidate, ...rival].flatMap(({ predicted, actual }) => [predicted, actual]);
  const domain = [Math.min(0, ...values), Math.max(...values)] as const;
  const scale = { domain, nice: true, ticks: 6 };
  return drawChart(label, {
    ...margins,
    height: 380,
    x: { ...scale, label: `predicted (${unit})` },
    y: { ...scale, label: `actual (${unit})` },
    marks: [
      Plot.gridY({ stroke: inks.line, strokeOpacity: 1, ticks: 6 }),
      Plot.gridX({ stroke: inks.line, strokeOpacity: 1, ticks: 6 }),
      Plot.axisY({ fill: inks.text, tickSize: 0, ticks: 6 }),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks: 6 }),
      Plot.line([domain[0], domain[1]], {
        x: (d: number) => d,
        y: (d: number) => d,
        stroke: inks.muted,
        strokeDasharray: '4,4',
      }),
      Plot.dot(rival, { x: 'predicted', y: 'actual', r: 5.5, stroke: inks.rival, strokeWidth: 2 }),
      Plot.dot(candidate, { x: 'predicted', y: 'actual', r: 3.5, fill: inks.candidate }),
    ],
  });
}
