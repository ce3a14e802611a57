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

/** Which colour is whose: each name with the class of its mark. */
export function legend(entries: readonly { readonly mark: string; readonly name: string }[]): Html {
  return html`<p class="legend">${entries.map(
    ({ mark, name }) => html`<span><span class="mark ${mark}"></span>${name}</span> `,
  )}</p>`;
}

/** The legend of a chart that sets the candidate against `rival`. */
export function rivalLegend(rival: string): Html {
  return legend([
    { mark: 'candidate', name: 'candidate' },
    { mark: 'rival', name: rival },
  ]);
}
