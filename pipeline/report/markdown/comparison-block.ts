import { comparisonColumns, comparisonNote } from '../comparison-columns.ts';
import type { MarkdownBlock } from './block.ts';
import { escapeMarkdown } from './escape.ts';
import { markdownTable } from './table.ts';

const MAX_MODELS = 12;

/** Every model on the same rows. */
export const comparisonBlock: MarkdownBlock = {
  name: 'comparison',
  render: ({ comparison }) => {
    const columns = comparisonColumns.map(({ heading, align }) => ({ heading: heading(comparison), align }));
    const rows = comparison.rows
      .slice(0, MAX_MODELS)
      .map((row) => comparisonColumns.map(({ cell }) => cell(row)));
    const table = markdownTable(columns, rows, (row) => row === 0);
    return `${table}\n\n<sub>${escapeMarkdown(comparisonNote(comparison))}</sub>`;
  },
};
