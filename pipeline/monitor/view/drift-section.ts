import { dataTable } from '../../report/document/data-table.ts';
import { figure, legend } from '../../report/document/figure.ts';
import { type Html, html } from '../../report/document/html-template.ts';
import { decimal, list } from '../../report/format.ts';
import type { MonitorReport } from '../monitor-report.ts';
import { drawColumnBars } from './column-bars.ts';
import { columnRows, isDrifted, MONITOR_COLUMNS } from './monitor-table.ts';

const LEGEND = legend([
  { mark: 'rival', name: 'drifted' },
  { mark: 'candidate', name: 'ordinary' },
]);

/** How far columns have moved, and what that does to predictions. */
export function driftSection(report: MonitorReport): Html {
  const { columns, targetDrift, predictionDrift, target } = report;
  const impacts = columns.flatMap(({ name, impact, drifted }) =>
    impact === null ? [] : [{ name, value: impact, drifted }],
  );
  const all = [...columns, targetDrift, ...(predictionDrift ? [predictionDrift] : [])];
  const scores = all.flatMap(({ name, tests: [test] }) =>
    test ? [{ name, value: test.score / test.threshold, drifted: test.drifted }] : [],
  );
  const beyond = scores.filter(({ drifted }) => drifted).map(({ name }) => name);
  const leading =
    impacts[0] &&
    `${impacts[0].name} moves predictions most, by ${decimal(impacts[0].value, 2)} ${target.unit}.`;
  const moved =
    beyond.length > 0 ? `Beyond its threshold: ${list(beyond)}.` : 'Nothing is beyond its threshold.';
  const rows = columnRows(report);
  return html`<div class="grid">${
    leading &&
    figure({
      title: 'What drift does to predictions',
      text: leading,
      legend: LEGEND,
      chart: drawColumnBars(`Impact by column. ${leading}`, `impact (${target.unit})`, impacts),
    })
  }${figure({
    title: 'How far columns moved',
    text: `Each by the test that suits it, as a share of that test's threshold. ${moved}`,
    legend: LEGEND,
    chart: scores.length > 0 && drawColumnBars(`Drift by column. ${moved}`, 'score / threshold', scores, 1),
  })}</div>
<h3>Every column</h3>
${dataTable({ caption: 'Drift by column', columns: MONITOR_COLUMNS, rows, isStrong: (row) => isDrifted(rows[row]!) })}`;
}
