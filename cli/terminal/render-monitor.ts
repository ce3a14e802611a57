import type { MonitorReport } from '../../pipeline/monitor/monitor-report.ts';
import { errorLine, volumeLine } from '../../pipeline/monitor/view/figures.ts';
import { columnRows, MONITOR_COLUMNS, monitorWords } from '../../pipeline/monitor/view/monitor-table.ts';
import { printable } from '../../pipeline/report/printable.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { textTable } from './table.ts';
import { wrapHanging } from './wrap.ts';

/** A monitor report for a terminal: what is wrong first, then every column by what its drift does. */
export function renderMonitor(report: MonitorReport, options: TerminalOptions): string {
  const width = lineWidth(options);
  const { tones, strong, faint } = palette(options.color);
  const { verdict, notes, current, reference, version } = report;
  const { icon, word, tone } = monitorWords[verdict.kind];
  const about = `${current.period} beside ${reference.periods.join(', ')}${version ? `, as ${version} sees it` : ''}`;
  return [
    `${tones[tone](strong(`${icon} ${word}`))}  ${about}`,
    ...verdict.reasons.flatMap((reason) => wrapHanging('  • ', printable(reason), width)),
    '',
    ...textTable(
      MONITOR_COLUMNS,
      columnRows(report).map((row) => row.map(printable)),
      faint,
    ),
    '',
    ...[errorLine(report), volumeLine(report)].flatMap((line) => wrapHanging('', printable(line), width)),
    ...(notes.length > 0 ? [''] : []),
    ...notes.flatMap((note) => wrapHanging('note  ', printable(note), width)).map(faint),
  ].join('\n');
}
