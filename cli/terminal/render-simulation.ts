import { decimal, NO_VALUE } from '../../pipeline/report/format.ts';
import { printable } from '../../pipeline/report/printable.ts';
import type { Simulation } from '../../pipeline/simulate/simulation.ts';
import { MONTH_COLUMNS, monthRows, TOTAL_COLUMNS, totalRows } from '../../pipeline/simulate/view/rows.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { textTable } from './table.ts';
import { wrapHanging } from './wrap.ts';

/** A simulation for a terminal: every month with its decision, then what it came to. */
export function renderSimulation(simulation: Simulation, options: TerminalOptions): string {
  const width = lineWidth(options);
  const { strong, faint } = palette(options.color);
  const { title, from, to, months } = simulation;
  return [
    strong(printable(title)),
    `${from} to ${to}, policy ${printable(simulation.policy)}`,
    '',
    ...textTable(
      MONTH_COLUMNS,
      monthRows(months).map((row) => row.map(printable)),
      faint,
    ),
    '',
    ...months.flatMap(({ month, decision }) =>
      wrapHanging(`${month}  `, printable(`${decision.kind}: ${decision.reasons[0] ?? NO_VALUE}`), width),
    ),
    '',
    ...textTable(TOTAL_COLUMNS, totalRows(simulation), faint),
    faint(
      `Mean RMSE in ${printable(simulation.unit)} over ${decimal(months.filter(({ rmse }) => rmse.live !== null).length, 0)} months that were scored.`,
    ),
  ].join('\n');
}
