import { dataTable } from '../../report/document/data-table.ts';
import { figure, legend } from '../../report/document/figure.ts';
import { html } from '../../report/document/html-template.ts';
import { icon } from '../../report/document/icon.ts';
import { page } from '../../report/document/page.ts';
import { integer, list } from '../../report/format.ts';
import type { MonitorReport } from '../monitor-report.ts';
import { drawImpacts } from './impact-plot.ts';
import { decayLine } from './markdown.ts';
import { columnRows, MONITOR_COLUMNS, monitorWords, SLICE_COLUMNS, sliceRows } from './monitor-table.ts';

/** A monitor report as one page; the same report gives the same bytes. */
export function monitorHtml(report: MonitorReport): string {
  const { verdict, title, current, reference, version, notes, slices, columns, target } = report;
  const { word, tone } = monitorWords[verdict.kind];
  const told = html`<div class="verdict ${tone}"><p class="answer">${icon(tone)}${word}</p>
<ul class="reasons">${verdict.reasons.map((reason) => html`<li>${reason}</li>\n`)}</ul></div>`;
  const measured = columns.filter(({ impactMin }) => impactMin !== null);
  const leading = measured[0];
  const text = leading ? `${leading.name} matters most.` : 'No model tells what drift does.';
  const chart = figure({
    title: 'What drift does to predictions',
    text,
    legend: legend([
      { mark: 'rival', name: 'drifted' },
      { mark: 'candidate', name: 'ordinary' },
    ]),
    chart: measured.length > 0 && drawImpacts(`Impact by column. ${text}`, target.unit, measured),
  });
  const lead = `${current.period} (${integer(current.rows)} rows) beside ${list(reference.periods)}${version === null ? '' : `, as ${version} sees it`}.`;
  return page(`${word}: ${title}, ${current.period}`, title, lead, [
    { id: 'verdict', title: 'Verdict', body: told },
    ...(report.decay
      ? [{ id: 'decay', title: 'Error', body: html`<p>${decayLine(report.decay, target.unit)}</p>` }]
      : []),
    {
      id: 'drift',
      title: 'Drift',
      body: html`${chart}${dataTable({ caption: 'Drift by column', columns: MONITOR_COLUMNS, rows: columnRows(report) })}`,
    },
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
