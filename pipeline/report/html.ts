import { Html, html } from './document/html-template.ts';
import { styleSheet } from './document/style-sheet.ts';
import { list } from './format.ts';
import { reportContext } from './report-context.ts';
import type { ReportInput } from './report-input.ts';
import { sections } from './sections/registry.ts';
import { verdictWords } from './verdict-words.ts';

/**
 * A report as one self-contained HTML page: it loads nothing, runs no script, and follows the reader's choice of light
 * or dark. The same input gives the same bytes.
 */
export function renderReport(input: ReportInput): string {
  const { contract, evaluation, verdict, model } = input;
  const context = reportContext(input);
  const shown = sections.flatMap(({ id, title, render }) => {
    const body = render(context);
    return body === undefined ? [] : [{ id, title, body }];
  });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${verdictWords[verdict.kind].word}: ${contract.title}</title>
<style>${new Html(styleSheet)}</style>
</head>
<body>
<header>
<h1>${contract.title}</h1>
<p>Candidate trained on ${list(model.periods)}, judged on ${list(evaluation.periods)}.</p>
</header>
<nav aria-label="Sections"><ul>${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>
<main>
${shown.map(
  ({ id, title, body }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`,
)}</main>
</body>
</html>
`.text;
}
