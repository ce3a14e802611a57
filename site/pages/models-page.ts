import { html } from '../../pipeline/report/document/html-template.ts';
import { icon } from '../../pipeline/report/document/icon.ts';
import { decimal } from '../../pipeline/report/format.ts';
import type { SiteModel } from '../read-model.ts';
import { head } from './page.ts';

/** The list of models, for a repository of several. */
export function renderModelsPage(models: readonly SiteModel[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
${head('Models', '')}
</head>
<body>
<main id="main">
<h1>Models</h1>
<ul class="models">${models.map(
    ({ name, contract, health }) => html`<li class="card">
<h2><a href="${name}/index.html">${contract.title}</a></h2>
<p>${contract.description}</p>
<p><span class="badge ${health.tone}">${icon(health.tone)}${health.word}</span> ${
      health.live &&
      html`${health.live.version} is live, RMSE ${decimal(health.live.holdout.rmse)} ${contract.target.unit}`
    }</p>
</li>`,
  )}</ul>
</main>
</body>
</html>
`.text;
}
