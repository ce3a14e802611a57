import { printable } from '../printable.ts';

export interface MermaidLine {
  /** A colour that can be told apart on white and on black. */
  readonly ink: string;
  readonly values: readonly number[];
}

export interface MermaidChart {
  readonly title: string;
  readonly axis: string;
  readonly labels: readonly string[];
  readonly lines: readonly MermaidLine[];
}

/** Share of the values' range that a chart leaves free above and below them. */
const ROOM = 0.1;

/** A line chart as GitHub draws it. Mermaid's charts have no legend: the text beside it says which colour is whose. */
export function mermaidChart({ title, axis, labels, lines }: MermaidChart): string {
  const values = lines.flatMap((line) => line.values);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = ROOM * (most - least || 1);
  const [from, to] = [least - room, most + room].map((value) => Number(value.toPrecision(3)));
  return [
    '```mermaid',
    '---',
    'config:',
    '  themeVariables:',
    '    xyChart:',
    `      plotColorPalette: "${lines.map(({ ink }) => ink).join(', ')}"`,
    '---',
    'xychart-beta',
    `  title ${quote(title)}`,
    `  x-axis [${labels.map(quote).join(', ')}]`,
    `  y-axis ${quote(axis)} ${from} --> ${to}`,
    ...lines.map((line) => `  line [${line.values.map((value) => value.toFixed(4)).join(', ')}]`),
    '```',
  ].join('\n');
}

/** A text that Mermaid takes as it is: letters, digits and harmless signs, in quotes. */
function quote(text: string): string {
  const plain = printable(text).replace(/</g, 'under ').replace(/≥/g, 'from ');
  return `"${plain
    .replace(/[^\p{L}\p{N} .,:()%/+–−-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()}"`;
}
