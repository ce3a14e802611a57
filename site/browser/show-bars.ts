import { type Html, type HtmlValue, html } from '../../pipeline/report/document/html-template.ts';
import { signed } from '../../pipeline/report/format.ts';

/** A row of a bar chart: one bar a model; NaN for none. */
export interface BarRow {
  readonly label: HtmlValue;
  readonly values: readonly number[];
}

export interface Bars {
  readonly caption: string;
  readonly unit: string;
  /** What the first column holds. */
  readonly heading: string;
  /** Names of the models, champion first. */
  readonly models: readonly string[];
  readonly rows: readonly BarRow[];
  /** How a number is written; with its sign unless given. */
  readonly number?: (value: number) => string;
}

const contribution = (value: number) => signed(value, 2);

const MARKS = ['candidate', 'rival'] as const;

/** Bars about zero as a table, so that who cannot see them reads their numbers. */
export function showBars({ caption, unit, heading, models, rows, number = contribution }: Bars): Html {
  const values = rows.flatMap((row) => row.values).filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const percent = (value: number) => `${((100 * (value - low)) / span).toFixed(2)}%`;
  const bar = (value: number, i: number) =>
    Number.isFinite(value) &&
    html`<span class="bar ${MARKS[i] ?? ''}" style="left:${percent(Math.min(0, value))};width:${((100 * Math.abs(value)) / span).toFixed(2)}%"></span>`;
  return html`<table class="bars"><caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">${heading}</th><td></td>${models.map((name, i) => html`<th scope="col" class="number"><span class="mark ${MARKS[i] ?? ''}"></span>${name}<span class="unseen">, ${unit}</span></th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${row.label}</th><td class="plot" aria-hidden="true"><div><span class="zero" style="left:${percent(0)}"></span>${row.values.map(bar)}</div></td>${row.values.map((value) => html`<td class="number">${number(value)}</td>`)}</tr>`,
  )}</tbody></table>`;
}
