import { integer, list } from '../../report/format.ts';
import { folded } from '../../report/markdown/block.ts';
import { escapeMarkdown } from '../../report/markdown/escape.ts';
import { markdownTable } from '../../report/markdown/table.ts';
import type { MonitorReport } from '../monitor-report.ts';
import { errorLine, volumeLine } from './figures.ts';
import {
  columnRows,
  isDrifted,
  MONITOR_COLUMNS,
  monitorWords,
  SLICE_COLUMNS,
  sliceRows,
} from './monitor-table.ts';

/** Reasons and notes that are shown; the report has them all. */
const MAX_SENTENCES = 12;

/** A monitor report as GitHub's Markdown, for the page of a run and the body of an issue. What is wrong comes first. */
export function monitorMarkdown(report: MonitorReport): string {
  const { verdict, title, current, reference, version, notes, slices } = report;
  const { emoji, word } = monitorWords[verdict.kind];
  const seen = version === null ? '' : `, as ${version} sees it`;
  const lines = (sentences: readonly string[]) =>
    sentences
      .slice(0, MAX_SENTENCES)
      .map((sentence) => `- ${escapeMarkdown(sentence)}`)
      .join('\n');
  const rows = columnRows(report);
  const unlike = slices.filter(({ drifted }) => drifted);
  return `${[
    `## ${emoji} ${word}: ${escapeMarkdown(`${title}, ${current.period}`)}`,
    `${escapeMarkdown(`${current.period} (${integer(current.rows)} rows) beside ${list(reference.periods)}${seen}`)}.`,
    lines(verdict.reasons),
    escapeMarkdown(`${errorLine(report)} ${volumeLine(report)}`),
    markdownTable(MONITOR_COLUMNS, rows, (row) => isDrifted(rows[row]!)),
    ...(unlike.length > 0
      ? [
          folded(
            `What is unlike in ${unlike.length} figures of slices`,
            markdownTable(SLICE_COLUMNS, sliceRows(unlike)),
          ),
        ]
      : []),
    ...(notes.length > 0 ? [folded('Notes', lines(notes))] : []),
  ].join('\n\n')}\n`;
}
