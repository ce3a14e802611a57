import domino, { type DominoElement } from '@mixmark-io/domino';
import * as Plot from '@observablehq/plot';
import { Html } from '../document/html-template.ts';
import { printable } from '../printable.ts';

/** Width that charts are drawn at: on a phone they shrink by a fifth, in a column of a wide window they grow by as much. */
export const CHART_WIDTH = 440;

/** Colours are the document's, so that one drawing serves light and dark. */
export const inks = {
  candidate: 'var(--candidate)',
  rival: 'var(--rival)',
  text: 'currentColor',
  muted: 'var(--muted)',
  line: 'var(--line)',
  surface: 'var(--surface)',
} as const;

/** Room around a chart, for axes that are labelled in the document's text size. */
export const margins = { marginTop: 30, marginRight: 12, marginBottom: 40, marginLeft: 46 } as const;

/** Room that a character of an axis label takes, and the least gap between two labels. */
const [CHARACTER_WIDTH, LABEL_GAP] = [6.6, 8];

/** Every so many-th of an axis's labels, so that no two touch. */
export function spacedTicks(labels: readonly string[]): (_: string, index: number) => boolean {
  const room = CHART_WIDTH - margins.marginLeft - margins.marginRight;
  const longest = Math.max(0, ...labels.map((label) => label.length)) * CHARACTER_WIDTH + LABEL_GAP;
  const step = [1, 2, 3, 4, 6, 7, 12, 14].find((n) => (labels.length / n) * longest <= room) ?? labels.length;
  return (_, index) => index % step === 0;
}

/** Draws a chart as inline SVG. `label` is what someone who cannot see it hears. */
export function drawChart(label: string, options: Plot.PlotOptions): Html {
  const document = domino.createDocument();
  const svg = Plot.plot({ width: CHART_WIDTH, ...options, document }) as unknown as DominoElement;
  // The document's style sheet says all of this, once for all charts.
  for (const style of Array.from(svg.querySelectorAll('style'))) style.remove();
  // The label stands for the whole drawing; its parts are not read out.
  for (const part of Array.from(svg.querySelectorAll('[aria-label], [aria-hidden]'))) {
    part.removeAttribute('aria-label');
    part.removeAttribute('aria-hidden');
  }
  svg.setAttribute('class', 'chart');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', printable(label));
  return new Html(svg.outerHTML);
}
