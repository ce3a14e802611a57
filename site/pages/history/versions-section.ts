import { type Html, type HtmlValue, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import { decimal, integer, list } from '../../../pipeline/report/format.ts';
import { verdictWords } from '../../../pipeline/report/verdict-words.ts';
import type { ShownVersion } from '../../read-model.ts';
import { day } from '../day.ts';
import { commitLink, runLink } from '../links.ts';
import type { PageContext } from '../page.ts';
import { statusBadge } from '../status-badge.ts';

interface VersionColumn {
  readonly heading: string;
  /** Name for the style sheet, which lays rows out as cards on a phone. */
  readonly name: string;
  readonly cell: (version: ShownVersion) => HtmlValue;
}

/** Every version, the newest first: what the gate said and why, its error, and where it came from. */
export function versionsSection({ model: { versions, contract }, repository }: PageContext): Html {
  const columns: readonly VersionColumn[] = [
    { heading: 'Status', name: 'status', cell: ({ status }) => statusBadge(status) },
    { heading: 'What the gate said', name: 'gate', cell: gateCell },
    {
      heading: `RMSE (${contract.target.unit})`,
      name: 'number',
      cell: ({ holdout: { rmse } }) => decimal(rmse),
    },
    {
      heading: 'Judged on',
      name: 'fact',
      cell: ({ holdout: { periods, rows } }) => html`${list(periods)} <small>${integer(rows)} rows</small>`,
    },
    {
      heading: 'Trained on',
      name: 'fact',
      cell: ({ manifest: { data } }) => list(data.training.map(({ period }) => period)),
    },
    {
      heading: 'Published',
      name: 'fact',
      cell: ({ registeredAt, manifest: { code, run } }) =>
        html`<time datetime="${registeredAt}">${day(registeredAt)}</time> <small>${commitLink(code.commit, repository)}${run !== undefined && html` · ${runLink(run)}`}</small>`,
    },
  ];
  const row = (version: ShownVersion) =>
    html`<tr><th scope="row"><a href="versions/${version.version}.html">${version.version}</a></th>${columns.map(
      ({ name, heading, cell }) => html`<td class="${name}" data-heading="${heading}">${cell(version)}</td>`,
    )}</tr>
`;
  return html`<section aria-labelledby="versions-title"><h2 id="versions-title">Versions</h2>
<div class="scroll" role="region" aria-label="Table of versions" tabindex="0"><table class="versions">
<thead><tr><th scope="col">Version</th>${columns.map(({ heading, name }) => html`<th scope="col" class="${name}">${heading}</th>`)}</tr></thead>
<tbody>${versions.toReversed().map(row)}</tbody>
</table></div></section>`;
}

function gateCell({ metrics: { verdict } }: ShownVersion): Html {
  const { tone, word } = verdictWords[verdict.kind];
  return html`<span class="badge ${tone}">${icon(tone)}${word}</span><p class="why">${verdict.reasons[0]}</p>`;
}
