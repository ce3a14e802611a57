import { type Html, type HtmlValue, html } from '../../../pipeline/report/document/html-template.ts';
import { plural } from '../../../pipeline/report/format.ts';

/** Rows that are seen at once. */
export const SHOWN_ROWS = 6;

export interface CardColumn<T> {
  readonly heading: string;
  /** How it is laid out: a number, a short fact, or text that takes a line of its own on a phone. */
  readonly kind: 'number' | 'fact' | 'text' | 'status';
  readonly cell: (row: T) => HtmlValue;
}

export interface CardTable<T> {
  /** What the table holds, for those who cannot see it. */
  readonly label: string;
  /** What a row is, in the singular. */
  readonly what: string;
  /** What names a row. */
  readonly heading: string;
  readonly name: (row: T) => HtmlValue;
  readonly columns: readonly CardColumn<T>[];
  readonly rows: readonly T[];
}

/** A table whose rows become cards on a phone; those further down open on demand. */
export function cardTable<T>({ label, what, heading, name, columns, rows }: CardTable<T>): Html {
  const row = (one: T) =>
    html`<tr><th scope="row">${name(one)}</th>${columns.map(
      ({ kind, heading: title, cell }) => html`<td class="${kind}" data-heading="${title}">${cell(one)}</td>`,
    )}</tr>
`;
  const table = (some: readonly T[], called: string) =>
    html`<div class="scroll" role="region" aria-label="${called}" tabindex="0"><table class="cards">
<thead><tr><th scope="col" class="name">${heading}</th>${columns.map((column) => html`<th scope="col" class="${column.kind}">${column.heading}</th>`)}</tr></thead>
<tbody>${some.map(row)}</tbody>
</table></div>`;
  return html`${table(rows.slice(0, SHOWN_ROWS), label)}${foldedRest(rows, what, (rest) => table(rest, `${label}, earlier`))}`;
}

/** What comes after the first rows, behind a summary that counts it; undefined where that is nothing. */
export function foldedRest<T>(
  rows: readonly T[],
  what: string,
  render: (rest: readonly T[]) => Html,
): Html | undefined {
  const rest = rows.slice(SHOWN_ROWS);
  if (rest.length === 0) return undefined;
  return html`<details class="earlier"><summary>${plural(rest.length, `earlier ${what}`)}</summary>${render(rest)}</details>`;
}
