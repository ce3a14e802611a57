import { dataTable } from '../../../pipeline/report/document/data-table.ts';
import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { decimal, NO_VALUE } from '../../../pipeline/report/format.ts';
import type { PageContext } from '../page.ts';

/** How the training data moved from version to version, column by column. */
export function driftSection({ model: { drift } }: PageContext): Html {
  const { steps, columns, threshold } = drift;
  if (steps.length === 0) {
    return html`<figure><figcaption><h3>Drift of the data</h3><p>With a second version, this shows how far each column moved from one to the next.</p></figcaption></figure>
`;
  }
  return html`<figure class="block">
<figcaption><h3>Drift of the data</h3><p>PSI of each column between the months that a version and the one before it were trained on. Above ${decimal(threshold, 2)} it has moved.</p></figcaption>
${dataTable({
  caption: 'Drift by column and version',
  columns: [
    { heading: 'Column', align: 'left' },
    ...steps.map(({ before, version }) => ({ heading: `${before} → ${version}`, align: 'right' as const })),
  ],
  rows: columns.map((column) => [column, ...steps.map(({ psi }) => psiCell(psi[column], threshold))]),
})}
</figure>
`;
}

/** A share of the threshold as a shade, and the number that it stands for. */
function psiCell(psi: number | undefined, threshold: number): Html | string {
  if (psi === undefined) return NO_VALUE;
  const level = psi > 2 * threshold ? 'far' : psi > threshold ? 'moved' : 'still';
  return html`<span class="psi ${level}">${decimal(psi, 3)}${level !== 'still' && html`<span class="unseen"> moved</span>`}</span>`;
}
