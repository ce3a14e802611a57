import { type Html, html } from '../../pipeline/report/document/html-template.ts';
import { icon } from '../../pipeline/report/document/icon.ts';
import { bytes, integer } from '../../pipeline/report/format.ts';
import { verdictWords } from '../../pipeline/report/verdict-words.ts';
import { renderCard } from '../card.ts';
import type { ShownVersion } from '../read-model.ts';
import { minute, sentence } from './day.ts';
import { commitLink, runLink, webLink } from './links.ts';
import type { Page, PageContext } from './page.ts';
import { statusBadge } from './status-badge.ts';

/** All about one version: what the gate said, where it came from, its card and its files. */
export function versionPage(context: PageContext, version: ShownVersion): Page {
  const { versions } = context.model;
  const { kind, reasons } = version.metrics.verdict;
  const { tone, word, meaning } = verdictWords[kind];
  const at = versions.indexOf(version);
  const body = html`<div class="version-head">
<h1>${version.version} ${statusBadge(version.status)}</h1>
<nav aria-label="Versions">${neighbour(versions[at - 1], '← ')}${neighbour(versions[at + 1], '', ' →')}<a href="../compare.html#a=${version.version}${versions[at - 1] && `&b=${versions[at - 1]!.version}`}">Compare</a></nav>
</div>
<section class="verdict ${tone}" aria-labelledby="verdict-title">
<h2 id="verdict-title" class="answer">${icon(tone)}<span>${word}</span></h2>
<p class="meaning">${meaning}</p>
<ul class="reasons">${reasons.map((reason) => html`<li>${sentence(reason)}</li>`)}</ul>
</section>
<div class="sheet">
<section class="model-card" aria-label="Model card">${renderCard(version.card)}</section>
<aside aria-label="Where it came from">${chain(context, version)}</aside>
</div>`;
  return { path: `versions/${version.version}.html`, title: version.version, body };
}

function neighbour(version: ShownVersion | undefined, before: string, after = ''): Html | undefined {
  return version && html`<a href="${version.version}.html">${before}${version.version}${after}</a>`;
}

/** From the deployments back to the data, link by link. */
function chain({ model: { events, sources }, repository }: PageContext, version: ShownVersion): Html {
  const { manifest, digest } = version;
  const deployments = events.filter(
    (found) => found.event === 'promoted' && found.version === version.version,
  );
  const { training, holdout } = manifest.data;
  const month = ({ period, rows, sha256 }: (typeof training)[number]) =>
    html`<dd>${webLink(sources.get(sha256) ?? '', period)} <small>${integer(rows)} rows</small><br><code title="sha256 ${sha256}">${sha256.slice(0, 12)}…</code></dd>`;
  return html`<div class="card chain"><h2>Where it came from</h2>
<dl>
<dt>Deployed</dt>${deployments.length === 0 ? html`<dd>never</dd>` : deployments.map(({ at, commit, run }) => html`<dd><time datetime="${at}">${minute(at)}</time> · ${commitLink(commit, repository)}${run !== undefined && html` · ${runLink(run)}`}</dd>`)}
<dt>Published</dt><dd><time datetime="${manifest.publishedAt}">${minute(manifest.publishedAt)}</time></dd>
<dt>Commit</dt><dd>${commitLink(manifest.code.commit, repository)}</dd>
<dt>Run</dt><dd>${manifest.run === undefined ? 'not recorded' : runLink(manifest.run)}</dd>
<dt>Digest</dt><dd><code>${digest}</code></dd>
<dt>Trained on</dt>${training.map(month)}
<dt>Judged on</dt>${holdout.map(month)}
</dl>
<h2>Files</h2>
<ul class="files">${[...manifest.files, { path: 'manifest.json', bytes: undefined }].map(
    (file) =>
      html`<li><a href="${version.version}/${file.path}">${file.path}</a>${file.bytes !== undefined && html` <small>${bytes(file.bytes)}</small>`}</li>`,
  )}</ul></div>`;
}
