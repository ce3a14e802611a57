import domino from '@mixmark-io/domino';
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
} as const;

/** Draws a chart as inline SVG. `label` is what someone who cannot see it hears. */
export function drawChart(label: string, options: Plot.PlotOptions): Html {
  const document = domino.createDocument();
  const svg = Plot.plot({ width: CHART_WIDTH, style: { overflow: 'visible' }, ...options, document } as Plot.PlotOptions);
  // The document's style sheet says all of this, once for all charts.
  for (const style of [...svg.querySelectorAll('style')]) style.remove();
  svg.setAttribute('class', 'chart');
  svg.removeAttribute('style');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', printable(label));
  for (const hidden of [...svg.querySelectorAll('[aria-label], [aria-hidden]')]) {
    hidden.removeAttribute('aria-label');
    hidden.removeAttribute('aria-hidden');
  }
  return new Html(svg.outerHTML);
}
