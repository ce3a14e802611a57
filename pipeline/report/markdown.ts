import { compareModels } from './comparison.ts';
import { comparisonColumns, comparisonNote } from './comparison-columns.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { markdownTable } from './markdown/table.ts';
import type { SummaryInput } from './report-input.ts';
import { verdictWords } from './verdict-words.ts';

export function renderMarkdown(input: SummaryInput): string {
  const { contract, evaluation, verdict } = input;
  const comparison = compareModels(evaluation, verdict, contract.gate);
  const { icon, word, meaning } = verdictWords[verdict.kind];
  const columns = comparisonColumns.map(({ heading, align }) => ({ heading: heading(comparison), align }));
  return `${[
    `## ${icon} ${word}: ${escapeMarkdown(contract.title)}`,
    meaning,
    verdict.reasons.map((reason) => `- ${escapeMarkdown(reason)}`).join('\n'),
    markdownTable(
      columns,
      comparison.rows.map((row) => comparisonColumns.map(({ cell }) => cell(row))),
      (r) => r === 0,
    ),
    escapeMarkdown(comparisonNote(comparison)),
  ].join('\n\n')}\n`;
}
