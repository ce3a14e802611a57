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
export const margins = { marginTop: 30, marginRight: 10, marginBottom: 40, marginLeft: 48 } as const;

/** The lines and labels of a chart's axes: faint lines where, and only where, a label stands. */
export function horizontalGrid(ticks: number, format: TickText = tickText): Plot.Markish[] {
  return [
    Plot.gridY({ stroke: inks.line, strokeOpacity: 1, ticks }),
    Plot.axisY({ fill: inks.text, tickSize: 0, ticks, tickFormat: tickFormat(format) }),
  ];
}

/** The same for values that run to the right. */
export function verticalGrid(ticks: number, format: TickText = tickText): Plot.Markish[] {
  return [
    Plot.gridX({ stroke: inks.line, strokeOpacity: 1, ticks }),
    Plot.axisX({ fill: inks.text, tickSize: 0, ticks, tickFormat: tickFormat(format) }),
  ];
}

/** Text of a tick; all ticks of an axis get as many digits as the one that needs most. */
export type TickText = (value: number, index: number, ticks: readonly number[]) => string;

/** The same, as Plot's types have it: they leave out that all ticks come third. */
export function tickFormat(format: TickText): (value: number, index: number) => string {
  return format as (value: number, index: number, ticks?: readonly number[]) => string;
}

/** Digits that a tick's label may have after the point; rounding also undoes 0.30000000000000004. */
const TICK_DIGITS = 6;

/** 1500 → 1,500; 0.5 and 1 → 0.5 and 1.0. */
export const tickText: TickText = (value, _, ticks) => {
  const digitsOf = (tick: number) => String(Number(tick.toFixed(TICK_DIGITS))).split('.')[1]?.length ?? 0;
  return decimal(value, Math.max(...Array.from(ticks, digitsOf)));
};

/** The same for a difference: +0.3, 0, −0.3. */
export const signedTickText: TickText = (value, index, ticks) => {
  if (value === 0) return '0';
  return value > 0 ? `+${tickText(value, index, ticks)}` : tickText(value, index, ticks);
};

/** The same for counts of any size: 800, 12k, 3M. */
export const countTickText: TickText = (value, index, ticks) => {
  const largest = Math.max(...Array.from(ticks));
  const [divisor, suffix] = largest >= 1e6 ? [1e6, 'M'] : largest >= 1e4 ? [1e3, 'k'] : [1, ''];
  const scaled = Array.from(ticks, (tick) => tick / divisor);
  return value === 0 ? '0' : `${tickText(value / divisor, index, scaled)}${suffix}`;
};

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
