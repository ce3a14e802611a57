import { compareModels } from './comparison.ts';
import { comparisonColumns, comparisonNote } from './comparison-columns.ts';
import { html } from './document/html-template.ts';
import type { ReportInput } from './report-input.ts';
import { verdictWords } from './verdict-words.ts';

export function renderReport(input: ReportInput): string {
  const { contract, evaluation, verdict } = input;
  const comparison = compareModels(evaluation, verdict, contract.gate);
  const { icon, word, meaning } = verdictWords[verdict.kind];
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${word}: ${contract.title}</title></head>
<body><h1>${contract.title}</h1><h2>${icon} ${word}</h2><p>${meaning}</p>
<ul>${verdict.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
<table>${comparison.rows.map((row) => html`<tr>${comparisonColumns.map(({ cell }) => html`<td>${cell(row)}</td>`)}</tr>`)}</table>
<p>${comparisonNote(comparison)}</p></body></html>
`.text;
}
