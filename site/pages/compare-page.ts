import { html } from '../../pipeline/report/document/html-template.ts';
import { compareDocument } from '../../pipeline/site/compare-document.ts';
import type { Page, PageContext } from './page.ts';
import { statusWords } from './status-badge.ts';

/** The page that sets any two versions side by side. */
export function comparePage({ model: { versions, errors, contract } }: PageContext): Page {
  const frame = { path: 'compare.html', title: 'Compare' } as const;
  if (versions.length < 2) {
    const only = versions[0]?.version;
    const body = html`<h1>Compare versions</h1>
<p class="lead">${only === undefined ? 'There is no version yet.' : html`There is only <a href="versions/${only}.html">${only}</a> yet.`} With a second version, this sets any two side by side.</p>`;
    return { ...frame, body };
  }
  const choice = (id: string, label: string, mark: string) => html`<div class="field">
<label for="${id}"><span class="mark ${mark}"></span> ${label}</label>
<select id="${id}">${versions
    .toReversed()
    .map(
      ({ version, status }) =>
        html`<option value="${version}">${version}, ${statusWords[status].word}</option>`,
    )}</select>
</div>
`;
  const body = html`<h1>Compare versions</h1>
<form id="choice" class="choose" aria-label="Versions to compare">${choice('first', 'Version', 'candidate')}${choice('second', 'against', 'rival')}</form>
<div id="comparison" aria-live="polite"></div>
<noscript><p class="notice bad">Comparing versions needs JavaScript.</p></noscript>`;
  return { ...frame, body, script: 'compare', data: compareDocument(versions, errors, contract) };
}
