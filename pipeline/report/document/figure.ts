import { type DataTable, dataTable } from './data-table.ts';
import { type Html, type HtmlValue, html } from './html-template.ts';

export interface Figure {
  readonly title: string;
  /** What the chart shows, in words and numbers. */
  readonly text: string;
  readonly legend?: Html;
  readonly chart: HtmlValue;
  /** The numbers behind the chart. */
  readonly numbers?: Omit<DataTable, 'caption'>;
}

/** A chart with its title, what it says, and its numbers a click away. */
export function figure({ title, text, legend, chart, numbers }: Figure): Html {
  return html`<figure>
<figcaption><h3>${title}</h3><p>${text}</p></figcaption>
${legend}${chart}
${numbers && html`<details><summary>The numbers</summary>${dataTable({ ...numbers, caption: `${title}: the numbers` })}</details>`}
</figure>
`;
}

/** Which colour is whose: a filled mark for the candidate, a ring for the model that it is set against. */
export function legend(rival: string): Html {
  return html`<p class="legend"><span class="mark candidate"></span>candidate <span class="mark rival"></span>${rival}</p>`;
}
