import { decimal, integer, list, percent, signedPercent } from '../../report/format.ts';
import { folded } from '../../report/markdown/block.ts';
import { escapeMarkdown } from '../../report/markdown/escape.ts';
import { markdownTable } from '../../report/markdown/table.ts';
import type { MonitorReport } from '../monitor-report.ts';
import { columnRows, MONITOR_COLUMNS, monitorWords, SLICE_COLUMNS, sliceRows } from './monitor-table.ts';

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
  const unlike = slices.filter(({ drifted }) => drifted);
  return `${[
    `## ${emoji} ${word}: ${escapeMarkdown(`${title}, ${current.period}`)}`,
    `${escapeMarkdown(`${current.period} (${integer(current.rows)} rows) beside ${list(reference.periods)}${seen}`)}.`,
    lines(verdict.reasons),
    ...(report.decay ? [escapeMarkdown(decayLine(report.decay, report.target.unit))] : []),
    markdownTable(MONITOR_COLUMNS, columnRows(report), (row) => columnRows(report)[row]![1] === 'yes'),
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

/** The error of the month beside that of its reference, in a sentence. */
export function decayLine(decay: NonNullable<MonitorReport['decay']>, unit: string): string {
  const { current, reference, excess, lower, upper } = decay;
  return (
    `RMSE ${decimal(current.rmse)} ${unit} on ${integer(current.rows)} rows, ${percent(current.relative, 1)} of a baseline's that was refitted on them; ` +
    `${percent(reference.relative, 1)} on ${list(reference.periods)}. That is ${signedPercent(excess)} (${signedPercent(lower)} to ${signedPercent(upper)}).`
  );
}
