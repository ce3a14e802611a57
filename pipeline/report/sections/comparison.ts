import { comparisonColumns, comparisonNote } from '../comparison-columns.ts';
import { dataTable } from '../document/data-table.ts';
import { html } from '../document/html-template.ts';
import { list } from '../format.ts';
import type { ReportSection } from './section.ts';

/** Every model on the same rows. */
export const comparisonSection: ReportSection = {
  id: 'comparison',
  title: 'Comparison',
  render: ({ comparison }) => html`${dataTable({
    caption: 'Errors of every model on the same rows',
    columns: [
      ...comparisonColumns.map(({ heading, align }) => ({ heading: heading(comparison), align })),
      { heading: 'trained on', align: 'left' as const },
    ],
    rows: comparison.rows.map((row) => [
      ...comparisonColumns.map(({ cell }) => cell(row)),
      list(row.periods),
    ]),
    isStrong: (row) => row === 0,
  })}
<p class="note">${comparisonNote(comparison)}</p>`,
};
