import { type Html, html } from '../../pipeline/report/document/html-template.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2026-11-21T12:06:48.933Z → 21 Nov 2026, in UTC as it was written. */
export function day(at: string): string {
  const [year, month, date] = at.slice(0, 10).split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** The same with the minute: 21 Nov 2026, 12:06 UTC. */
export function minute(at: string): string {
  return `${day(at)}, ${at.slice(11, 16)} UTC`;
}

/** 2021-01, 2021-02: months that no line break takes apart. */
export function monthList(periods: readonly string[]): Html {
  return html`${periods.map((period, i) => html`<span class="period">${period}${i < periods.length - 1 && ','}</span> `)}`;
}

const MONTH = /\b(\d{4}-\d{2})\b/;

/** A sentence whose months no line break takes apart. */
export function sentence(text: string): Html {
  const parts = text.split(MONTH);
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<span class="period">${part}</span>` : part))}`;
}
