import domino, { type DominoElement } from '@mixmark-io/domino';
import * as Plot from '@observablehq/plot';
import { Html } from '../document/html-template.ts';
import { decimal } from '../format.ts';
import { printable } from '../printable.ts';

/** Width that charts are drawn at, to fit a phone; in a column of a wide window they grow by a quarter. */
export const CHART_WIDTH = 400;
/** The same for charts of which three stand side by side. */
export const SMALL_WIDTH = 320;

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
export const margins = { marginTop: 30, marginRight: 10, marginBottom: 40, marginLeft: 42 } as const;

/** The lines and labels of a chart's axes: faint lines where, and only where, a label stands. */
export function horizontalGrid(ticks: number, format: (value: number) => string = tickText): Plot.Markish[] {
  return [
    Plot.gridY({ stroke: inks.line, strokeOpacity: 1, ticks }),
    Plot.axisY({ fill: inks.text, tickSize: 0, ticks, tickFormat: format }),
  ];
}

/** The same for values that run to the right. */
export function verticalGrid(ticks: number, format: (value: number) => string = tickText): Plot.Markish[] {
  return [
    Plot.gridX({ stroke: inks.line, strokeOpacity: 1, ticks }),
    Plot.axisX({ fill: inks.text, tickSize: 0, ticks, tickFormat: format }),
  ];
}

/** Digits that a tick's label may have after the point. */
const TICK_DIGITS = 6;

/** 1500 → 1,500; 0.30000000000000004 → 0.3. */
export function tickText(value: number): string {
  const rounded = Number(value.toFixed(TICK_DIGITS));
  const digits = String(rounded).split('.')[1]?.length ?? 0;
  return decimal(rounded, digits);
}

/** The same for a difference: +0.3, 0, −0.3. */
export function signedTickText(value: number): string {
  const text = tickText(value);
  return value > 0 && text !== '0' ? `+${text}` : text;
}

/** Room that a character of an axis label takes, and the least gap between two labels. */
const [CHARACTER_WIDTH, LABEL_GAP] = [7, 7];

/** Every so many-th of an axis's labels, so that no two touch in a chart of this width. */
export function spacedTicks(
  labels: readonly string[],
  width = CHART_WIDTH,
): (_: string, index: number) => boolean {
  const room = width - margins.marginLeft - margins.marginRight;
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
