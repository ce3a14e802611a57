import * as Plot from '@observablehq/plot';
import type { Html } from '../../report/document/html-template.ts';
import { drawChart, horizontalGrid, inks, margins, spacedTicks } from '../../report/plots/canvas.ts';
import { type SimulatedMonth, STRATEGIES, type Strategy } from '../simulation.ts';

/** Ink and mark of each strategy; marks are classes of the style sheet. */
export const STRATEGY_INKS: Readonly<Record<Strategy, { ink: string; mark: string }>> = {
  live: { ink: inks.candidate, mark: 'candidate' },
  never: { ink: inks.rival, mark: 'rival' },
  always: { ink: 'var(--group-3)', mark: 'group-3' },
};

/** Error of each strategy month by month, with a dot where the loop trained and a ring where that was promoted. */
export function drawErrors(label: string, unit: string, months: readonly SimulatedMonth[]): Html {
  const scored = months.filter(({ rmse }) => rmse.live !== null);
  const domain = scored.map(({ month }) => month);
  const ticks = domain.filter(spacedTicks(domain));
  const trained = scored.filter(({ trainedOn }) => trainedOn !== null);
  return drawChart(label, {
    ...margins,
    height: 260,
    x: { type: 'point', domain, label: null, padding: 0.5 },
    y: { label: `RMSE (${unit})`, nice: true, zero: false },
    marks: [
      ...horizontalGrid(5),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks }),
      ...STRATEGIES.toReversed().map((name) =>
        Plot.lineY(scored, {
          x: 'month',
          y: ({ rmse }: SimulatedMonth) => rmse[name],
          stroke: STRATEGY_INKS[name].ink,
          strokeWidth: 2,
        }),
      ),
      Plot.dot(trained, {
        x: 'month',
        y: ({ rmse }: SimulatedMonth) => rmse.live,
        r: 4.5,
        fill: ({ verdict }: SimulatedMonth) => (verdict?.kind === 'promote' ? inks.candidate : inks.surface),
        stroke: inks.candidate,
        strokeWidth: 2,
      }),
    ],
  });
}

/** How far the live version's error has grown beside a refitted baseline, with its interval. */
export function drawDecay(label: string, months: readonly SimulatedMonth[], tolerance: number): Html {
  const points = months.flatMap(({ month, monitor }) =>
    monitor?.decay ? [{ month, ...monitor.decay }] : [],
  );
  const domain = points.map(({ month }) => month);
  return drawChart(label, {
    ...margins,
    height: 180,
    x: { type: 'point', domain, label: null, padding: 0.5 },
    y: { label: 'decay (%)', nice: true, zero: true, percent: true },
    marks: [
      ...horizontalGrid(4),
      Plot.axisX({ fill: inks.text, tickSize: 0, ticks: domain.filter(spacedTicks(domain)) }),
      Plot.ruleY([0], { stroke: inks.muted }),
      Plot.ruleY([tolerance], { stroke: inks.rival, strokeDasharray: '4 3' }),
      Plot.ruleX(points, { x: 'month', y1: 'lower', y2: 'upper', stroke: inks.candidate, strokeWidth: 2 }),
      Plot.dot(points, { x: 'month', y: 'excess', r: 3.5, fill: inks.candidate }),
    ],
  });
}
