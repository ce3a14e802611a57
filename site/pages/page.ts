import { Html, html } from '../../pipeline/report/document/html-template.ts';
import { icon } from '../../pipeline/report/document/icon.ts';
import type { SCRIPTS } from '../bundle.ts';
import type { SiteModel } from '../read-model.ts';

/** What the pages of one model share. */
export interface PageContext {
  readonly model: SiteModel;
  /** Address of the repository that commits are linked to, where it is known. */
  readonly repository: string | undefined;
  /** From the model's pages back to the list of models; undefined where there is only one. */
  readonly models: string | undefined;
}

export interface Page {
  /** From the model's pages: versions/v1.html. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
  readonly script?: (typeof SCRIPTS)[number];
  /** A document for the script. */
  readonly data?: unknown;
}

const NAVIGATION = [
  { path: 'index.html', title: 'Predict' },
  { path: 'history.html', title: 'History' },
  { path: 'compare.html', title: 'Compare' },
] as const;

/** Nothing from elsewhere; scripts may compile WebAssembly, in which a page computes its predictions. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** A page of a model: head, header with what is live, navigation, body. Every address in it is relative. */
export function renderPage(
  { path, title, body, script, data }: Page,
  { model, models }: PageContext,
): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const { contract, health } = model;
  const live = health.live ? `${health.live.version} is live` : health.word;
  return html`<!doctype html>
<html lang="en">
<head>
${head(`${title} · ${contract.title}`, up)}
<meta name="description" content="${contract.description}">
${script && html`<script type="module" src="${up}${script}.js"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<div class="bar">
<div class="name">${models !== undefined && html`<a class="all" href="${up}${models}">All models</a>`}<a class="home" href="${up}index.html">${contract.title}</a></div>
<nav aria-label="Pages"><ul>${NAVIGATION.map(
    (entry) =>
      html`<li><a href="${up}${entry.path}"${entry.path === path && html` aria-current="page"`}>${entry.title}</a></li>`,
  )}</ul></nav>
<a class="live ${health.tone}" href="${up}history.html">${icon(health.tone)}<span>${live}${health.live && html`<span class="word">${health.word}</span>`}</span></a>
</div>
</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer><p>Scored by the same code, from the same files as everywhere else in Ratchet. Nothing you enter leaves this page.</p></footer>
${data !== undefined && html`<script type="application/json" id="page-data">${inlineJson(data)}</script>`}
</body>
</html>
`.text;
}

/** What every page's head holds. */
export function head(title: string, up: string): Html {
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}">
<title>${title}</title>
<link rel="icon" href="${new Html(ICON)}">
<link rel="stylesheet" href="${up}style.css">`;
}

/** A wheel with a pawl, drawn in few strokes; inline, so that no page asks for one. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%231d5fd0' stroke-width='3' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M4 18L10 12L14 15L20 6M20 12V6H14'/%3E%3C/svg%3E";

/** JSON that stands in a page without ending its script. */
function inlineJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
