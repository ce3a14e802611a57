import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import { decimal, integer } from '../../../pipeline/report/format.ts';
import { verdictWords } from '../../../pipeline/report/verdict-words.ts';
import type { ShownVersion } from '../../read-model.ts';
import { day, monthList, sentence } from '../day.ts';
import { commitLink, runLink } from '../links.ts';
import type { PageContext } from '../page.ts';
import { statusBadge } from '../status-badge.ts';
import { cardTable } from './card-table.ts';

/** Every version, the newest first: what the gate said and why, its error, and where it came from. */
export function versionsSection({ model: { versions, contract }, repository }: PageContext): Html {
  const table = cardTable<ShownVersion>({
    label: 'Table of versions',
    what: 'version',
    heading: 'Version',
    name: ({ version }) => html`<a href="versions/${version}.html">${version}</a>`,
    columns: [
      { heading: 'Status', kind: 'status', cell: ({ status }) => statusBadge(status) },
      { heading: 'What the gate said', kind: 'text', cell: gateCell },
      {
        heading: `RMSE (${contract.target.unit})`,
        kind: 'number',
        cell: ({ holdout: { rmse } }) => decimal(rmse),
      },
      {
        heading: 'Judged on',
        kind: 'fact',
        cell: ({ holdout: { periods, rows } }) =>
          html`${monthList(periods)} <small>${integer(rows)} rows</small>`,
      },
      {
        heading: 'Trained on',
        kind: 'fact',
        cell: ({ manifest: { data } }) => monthList(data.training.map(({ period }) => period)),
      },
      {
        heading: 'Published',
        kind: 'fact',
        cell: ({ registeredAt, manifest: { code, run } }) =>
          html`<time datetime="${registeredAt}">${day(registeredAt)}</time> <small>${commitLink(code.commit, repository)}${run !== undefined && html` · ${runLink(run)}`}</small>`,
      },
    ],
    rows: versions.toReversed(),
  });
  return html`<section aria-labelledby="versions-title"><h2 id="versions-title">Versions</h2>
${table}</section>`;
}

function gateCell({ metrics: { verdict } }: ShownVersion): Html {
  const { tone, word } = verdictWords[verdict.kind];
  return html`<span class="badge ${tone}">${icon(tone)}${word}</span><p class="why">${sentence(verdict.reasons[0]!)}</p>`;
}
