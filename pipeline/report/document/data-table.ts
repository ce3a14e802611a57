import { type Html, type HtmlValue, html } from './html-template.ts';

export interface TableColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

export interface DataTable {
  /** What the table holds; read out, and shown when `showCaption` is set. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly TableColumn[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly HtmlValue[])[];
  readonly isStrong?: (row: number) => boolean;
}

/** A table whose headings are headings, in a frame that scrolls sideways where the window is narrow. */
export function dataTable({ caption, showCaption, columns, rows, isStrong }: DataTable): Html {
  const cell = (value: HtmlValue, c: number) =>
    c === 0
      ? html`<th scope="row">${value}</th>`
      : html`<td${columns[c]?.align === 'right' && html` class="number"`}>${value}</td>`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption${!showCaption && html` class="unseen"`}>${caption}</caption>
<thead><tr>${columns.map(({ heading, align }) => html`<th scope="col"${align === 'right' && html` class="number"`}>${heading}</th>`)}</tr></thead>
<tbody>${rows.map((cells, r) => html`<tr${isStrong?.(r) && html` class="strong"`}>${cells.map(cell)}</tr>\n`)}</tbody>
</table></div>`;
}
