/** A Markdown table. Columns whose heading ends in `:` are aligned right; cells may hold any text. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const isRight = headings.map((heading) => heading.endsWith(':'));
  return [
    line(headings.map((heading) => heading.replace(/:$/, ''))),
    line(isRight.map((right) => (right ? '--:' : '---'))),
    ...rows.map((cells) => line(cells.map(escapeMarkdown))),
  ].join('\n');
}

/** Text that Markdown and HTML leave as it is, also inside a table's cell: names from data may hold anything. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');
}
