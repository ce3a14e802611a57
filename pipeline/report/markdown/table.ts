import { escapeMarkdown } from './escape.ts';

export interface MarkdownColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** A table of plain texts, each escaped. `strong` names rows to set in bold. */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
  strong: (row: number) => boolean = () => false,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ heading }) => escapeMarkdown(heading))),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map((cells, r) =>
      line(cells.map(escapeMarkdown).map((cell) => (strong(r) && cell !== '' ? `**${cell}**` : cell))),
    ),
  ].join('\n');
}
