import type { Tone } from '../verdict-words.ts';
import { Html, html } from './html-template.ts';

/** Strokes on a 24 × 24 field. */
const strokes: Readonly<Record<Tone | 'warning', string>> = {
  good: 'M5 12.5l4.5 4.5L19 7.5',
  bad: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  wait: 'M9 6v12M15 6v12',
  neutral: 'M6 9.5h12M6 14.5h12',
  unknown: 'M8.5 9a3.5 3.5 0 1 1 5.3 3c-1.2.7-1.8 1.3-1.8 2.6M12 18.2v.1',
  warning: 'M12 5.5v8M12 18.2v.1',
};

/** A drawn mark for a tone, or for a warning. It stands beside a word, never alone, and is therefore not read out. */
export function icon(shape: Tone | 'warning'): Html {
  const path = new Html(strokes[shape]);
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
}
