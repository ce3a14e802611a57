/** Writers of the generated parts of a text, by the name in their markers. */
export type Sections = Readonly<Record<string, () => string>>;

/** A Markdown text with every part between `<!-- generated: name -->` and its end as `sections` writes it. */
export function fillSections(text: string, sections: Sections): string {
  return text.replace(
    /<!-- generated: (\w+) -->[\s\S]*?<!-- \/generated -->/g,
    (_, name: string) => `<!-- generated: ${name} -->\n${sections[name]!()}\n<!-- /generated -->`,
  );
}

/** A table in Markdown. Cells are Markdown of one line. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
