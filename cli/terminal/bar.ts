const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar as long as a value is large, whatever its sign: `width` characters for `largest`, to an eighth of one. */
export function bar(value: number, largest: number, width: number): string {
  if (!(largest > 0)) return '';
  const eighths = Math.round((Math.abs(value) / largest) * width * 8);
  return '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]!;
}
