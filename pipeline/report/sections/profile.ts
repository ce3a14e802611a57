import { html } from '../document/html-template.ts';
import { plural } from '../format.ts';
import { columnFigure, columnText, isDrawn } from './column-figure.ts';
import { daysFigure } from './days-figure.ts';
import type { ReportSection } from './section.ts';

/** How the training rows are distributed, column by column. */
export const profileSection: ReportSection = {
  id: 'profile',
  title: 'Training data',
  render: ({ input: { profile }, comparison: { unit } }) => {
    if (profile === undefined) return undefined;
    const { rows, target } = profile;
    const columns = Object.entries(profile.columns);
    const inWords = columns.filter(([, column]) => !isDrawn(column, rows));
    return html`<p>${plural(rows, 'row')} as read, before the target's range filters any out; shares are of these.
${inWords.map(([name, column]) => html`${name}: ${columnText(column, rows)} `)}</p>
<div class="grid small">
${daysFigure(profile)}
${columnFigure(`${target.name}, the target`, `${target.name} (${unit})`, { kind: 'number', histogram: target.histogram }, rows)}
${columns.map(([name, column]) => columnFigure(name, name, column, rows))}
</div>`;
  },
};
