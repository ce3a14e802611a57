import { SCORING_VERSION } from '../../pipeline/model/model.ts';
import { html } from '../../pipeline/report/document/html-template.ts';
import { formFields } from '../../pipeline/site/form-field.ts';
import { type PageDocument, pageVersions } from '../../pipeline/site/page-document.ts';
import { renderField } from './form-fields.ts';
import type { Page, PageContext } from './page.ts';

/** The page that predicts: a form made of the contract, and what champion and challenger make of it. */
export function predictPage({ model }: PageContext): Page {
  const { contract, health, versions } = model;
  const live = versions.find(({ version }) => version === health.live?.version);
  if (!live) {
    const body = html`<h1>Predict</h1>
<p class="lead">${health.checks[0]!.sentence} There is nothing to predict with.</p>`;
    return { path: 'index.html', title: 'Predict', body };
  }
  const data: PageDocument = {
    model: model.name,
    scoring: SCORING_VERSION,
    target: contract.target,
    versions: pageVersions(versions),
    fields: formFields(live.model, live.profile),
  };
  const body = html`<h1>Predict the ${contract.target.name}</h1>
<p class="lead">${contract.description}</p>
<div class="predict">
<form id="ride" class="card" aria-label="The inputs" autocomplete="off">
${data.fields.map(renderField)}
<p id="glance" aria-hidden="true"></p>
</form>
<div class="outcome">
<div id="faults" role="alert"></div>
<noscript><p class="notice bad">This page runs the model itself, and needs JavaScript for it.</p></noscript>
<section id="predictions" aria-label="Predictions" aria-busy="true"><p class="loading">Loading the model…</p></section>
<p class="unseen" role="status" id="spoken"></p>
<section id="reasons" hidden>
<div class="grid">
<figure id="by-input"></figure>
<figure id="by-term"></figure>
</div>
</section>
<details id="same" class="card" hidden><summary>The same from a terminal</summary><div></div></details>
</div>
</div>`;
  return { path: 'index.html', title: 'Predict', body, script: 'predict', data };
}
