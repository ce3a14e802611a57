import { Html, html } from './html-template.ts';
import { styleSheet } from './style-sheet.ts';

export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** A self-contained page: it loads nothing, runs no script, and follows the reader's choice of light or dark. */
export function page(title: string, heading: string, lead: string, sections: readonly PageSection[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Html(styleSheet)}</style>
</head>
<body>
<header>
<h1>${heading}</h1>
<p>${lead}</p>
</header>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>\n`)}</ul></nav>
<main>
${sections.map(
  ({ id, title: name, body }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${name}</h2>
${body}
</section>
`,
)}</main>
</body>
</html>
`.text;
}
