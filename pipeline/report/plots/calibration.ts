import * as Plot from '@observablehq/plot';
import type { ScoredModel } from '../../evaluate/evaluation.ts';
import type { Html } from '../document/html-template.ts';
import { drawChart, horizontalGrid, inks, margins, verticalGrid } from './canvas.ts';

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
  return drawChart(label, {
    ...margins,
    height: 310,
    x: { domain, nice: true, label: `predicted (${unit})` },
    y: { domain, nice: true, label: `actual (${unit})` },
    marks: [
      ...horizontalGrid(5),
      ...verticalGrid(5),
      Plot.line(domain, {
        x: (value: number) => value,
        y: (value: number) => value,
        stroke: inks.muted,
        strokeDasharray: '4,4',
      }),
      Plot.dot(rival, { x: 'predicted', y: 'actual', r: 5.5, stroke: inks.rival, strokeWidth: 2 }),
      Plot.dot(candidate, { x: 'predicted', y: 'actual', r: 3.5, fill: inks.candidate }),
    ],
  });
}
