import { dataTable } from '../../report/document/data-table.ts';
import { html } from '../../report/document/html-template.ts';
import { icon } from '../../report/document/icon.ts';
import { page } from '../../report/document/page.ts';
import { integer, list } from '../../report/format.ts';
import type { MonitorReport } from '../monitor-report.ts';
import { driftSection } from './drift-section.ts';
import { errorLine, volumeLine } from './figures.ts';
import { monitorWords, SLICE_COLUMNS, sliceRows } from './monitor-table.ts';

/** A monitor report as one page; the same report gives the same bytes. */
export function monitorHtml(report: MonitorReport): string {
  const { verdict, title, current, reference, version, notes, slices } = report;
  const { word, tone } = monitorWords[verdict.kind];
  const told = html`<div class="verdict ${tone}"><p class="answer">${icon(tone)}${word}</p>
<ul class="reasons">${verdict.reasons.map((reason) => html`<li>${reason}</li>\n`)}</ul></div>`;
  const lead = `${current.period} (${integer(current.rows)} rows) beside ${list(reference.periods)}${version === null ? '' : `, as ${version} sees it`}.`;
  return page(`${word}: ${title}, ${current.period}`, title, lead, [
    { id: 'verdict', title: 'Verdict', body: told },
    {
      id: 'error',
      title: 'Error and volume',
      body: html`<p>${errorLine(report)}</p><p>${volumeLine(report)}</p>`,
    },
    { id: 'drift', title: 'Drift', body: driftSection(report) },
    ...(slices.length > 0
      ? [
          {
            id: 'slices',
            title: 'Slices',
            body: dataTable({
              caption: 'What is unlike in slices',
              columns: SLICE_COLUMNS,
              rows: sliceRows(slices),
              isStrong: (row) => slices[row]!.drifted,
            }),
          },
        ]
      : []),
    ...(notes.length > 0
      ? [
          {
            id: 'notes',
            title: 'Notes',
            body: html`<ul>${notes.map((note) => html`<li>${note}</li>\n`)}</ul>`,
          },
        ]
      : []),
  ]);
}
