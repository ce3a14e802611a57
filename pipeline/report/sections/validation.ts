import type { ValidationReport, Violation } from '../../validate/report.ts';
import { dataTable } from '../document/data-table.ts';
import { type Html, html } from '../document/html-template.ts';
import { icon } from '../document/icon.ts';
import { integer, NO_VALUE, percent, plural } from '../format.ts';
import type { ReportSection } from './section.ts';

/** What validation said of each period. */
export const validationSection: ReportSection = {
  id: 'validation',
  title: 'Data checks',
  render: ({ input: { validation } }) => {
    if (validation.length === 0) return undefined;
    return html`${summaryTable(validation)}${validation.map(violations)}`;
  },
};

function summaryTable(reports: readonly ValidationReport[]): Html {
  return dataTable({
    caption: 'Checks of the data by period',
    columns: [
      { heading: 'period', align: 'left' },
      { heading: 'result', align: 'left' },
      { heading: 'rows', align: 'right' },
      { heading: 'kept', align: 'right' },
      { heading: 'filtered out', align: 'right' },
      { heading: 'checks passed', align: 'right' },
      { heading: 'skipped', align: 'right' },
    ],
    rows: reports.map((report) => [
      report.period,
      badge(report),
      integer(report.rows),
      integer(report.kept),
      `${integer(report.filtered)} (${percent(report.filtered / report.rows, 1)})`,
      integer(report.passed.length),
      integer(report.skipped.length),
    ]),
  });
}

function badge({ ok, violations: { length } }: ValidationReport): Html {
  if (!ok) return html`<span class="badge bad">${icon('bad')}invalid</span>`;
  if (length > 0) return html`<span class="badge wait">${icon('warning')}${plural(length, 'warning')}</span>`;
  return html`<span class="badge good">${icon('good')}valid</span>`;
}

function violations({ period, violations, schema }: ValidationReport): Html | undefined {
  if (violations.length === 0 && schema.notes.length === 0) return undefined;
  return html`<h3>${period}</h3>
<ul class="findings">${violations.map(violation)}${schema.notes.map((note) => html`<li>${note}</li>\n`)}</ul>`;
}

function violation({ severity, rule, message, samples }: Violation): Html {
  const badge =
    severity === 'error'
      ? html`<span class="badge bad">${icon('bad')}error</span>`
      : html`<span class="badge wait">${icon('warning')}warning</span>`;
  return html`<li>${badge} <b>${rule}</b>: ${message}
${samples.length > 0 && html`<br><small>For example ${samples.map(({ row, value }, i) => html`${i > 0 && ', '}row ${integer(row)}: <code>${value ?? NO_VALUE}</code>`)}</small>`}</li>
`;
}
