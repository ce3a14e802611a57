import { dataTable } from '../../../pipeline/report/document/data-table.ts';
import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { decimal, NO_VALUE } from '../../../pipeline/report/format.ts';
import type { DriftCell } from '../../../pipeline/site/drift-history.ts';
import type { PageContext } from '../page.ts';

/** Months that fit beside each other. */
const SHOWN_MONTHS = 12;
const ROLES: Readonly<Record<string, string>> = { target: 'what is predicted', prediction: 'what comes out' };

/** How the data moved, column by column and month by month. */
export function driftSection({ model: { drift, contract } }: PageContext): Html {
  // The newest first: on a phone, the others are behind the edge.
  const periods = drift.periods.slice(-SHOWN_MONTHS).toReversed();
  if (periods.length === 0) {
    return html`<figure><figcaption><h3>Drift by column</h3><p>With the first month after those of training, this shows how far each column has moved from them.</p></figcaption></figure>
`;
  }
  const { unit } = contract.target;
  return html`<figure class="block">
<figcaption><h3>Drift by column</h3><p>How far each column of a month was from the months that its version was trained on, as a share of what counts as drift: from 1 on it has moved. Below that, by how much this moves a prediction, in ${unit}.</p></figcaption>
${dataTable({
  caption: 'Drift by column and month',
  columns: [
    { heading: 'Column', align: 'left' },
    ...periods.map((heading) => ({ heading, align: 'right' as const })),
  ],
  rows: drift.columns.map(({ name, role, cells }) => [
    html`${name}${ROLES[role] && html` <small>${ROLES[role]}</small>`}`,
    ...periods.map((period) => driftCell(cells.get(period), unit)),
  ]),
})}
</figure>
`;
}

function driftCell(cell: DriftCell | undefined, unit: string): Html | string {
  if (!cell || cell.share === null) return NO_VALUE;
  const { drifted, share, impact, test } = cell;
  const how = test && `${test.method}: ${decimal(test.score)}, threshold ${decimal(test.threshold)}`;
  const moved = impact !== null && html`${decimal(impact, 2)}<span class="unseen"> ${unit}</span>`;
  return html`<span class="share ${drifted ? 'moved' : 'still'}" title="${how}">${decimal(share, 2)}${drifted && html`<span class="unseen"> moved</span>`}</span>${
    // Below the threshold of its values, it is the share of nulls that has moved.
    drifted && html`<small class="impact">${share < 1 ? 'by its nulls' : moved}</small>`
  }`;
}
