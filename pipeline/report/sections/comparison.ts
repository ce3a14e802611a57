import type { Contract } from '../../contract/schema.ts';
import { comparisonColumns, comparisonNote } from '../comparison-columns.ts';
import { dataTable } from '../document/data-table.ts';
import { html } from '../document/html-template.ts';
import { decimal, list } from '../format.ts';
import type { ReportSection } from './section.ts';

/** Every model on the same rows. */
export const comparisonSection: ReportSection = {
  id: 'comparison',
  title: 'Comparison',
  render: ({ comparison, input: { contract, evaluation } }) => html`${dataTable({
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
<p class="note">${comparisonNote(comparison)}</p>
${evaluation.rmseAtStart !== undefined && html`<p class="note">${startNote(evaluation.rmseAtStart, comparison.unit, contract)}</p>`}`,
};

function startNote(rmse: number, unit: string, { features: { geometry } }: Contract): string {
  const measured = geometry?.measured ?? 'value';
  return `With the ${measured} that geometry expects in place of the measured one, the candidate's RMSE is ${decimal(rmse)} ${unit}.`;
}
