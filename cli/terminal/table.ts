/** One column of a text table. */
export interface TextColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** How wide a text is on a terminal, colours not counted. */
export function displayWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
  return [...text.replace(/\u001B\[[0-9;]*m/g, '').normalize('NFC')].length;
}

/** Lines of a table: headings, then rows, two spaces apart, no blanks at the end of a line. Cells may be coloured. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  paintHeading: (text: string) => string = (text) => text,
): string[] {
  const lines = [columns.map(({ heading }) => paintHeading(heading)), ...rows];
  const widths = columns.map((_, c) => Math.max(...lines.map((line) => displayWidth(line[c] ?? ''))));
  return lines.map((line) =>
    columns
      .map(({ align }, c) => {
        const cell = line[c] ?? '';
        const blanks = ' '.repeat(widths[c]! - displayWidth(cell));
        return align === 'right' ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}
