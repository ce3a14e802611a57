import { html } from '../document/html-template.ts';
import { plural } from '../format.ts';
import { columnFigure } from './column-figure.ts';
import { daysFigure } from './days-figure.ts';
import type { ReportSection } from './section.ts';

/** How the training rows are distributed, column by column. */
export const profileSection: ReportSection = {
  id: 'profile',
  title: 'Training data',
  render: ({ input: { profile }, comparison: { unit } }) => {
    if (profile === undefined) return undefined;
    const target = { kind: 'number', histogram: profile.target.histogram } as const;
    return html`<p>${plural(profile.rows, 'row')} as read, before the target's range filters any out. Shares are of these rows.</p>
<div class="grid small">${daysFigure(profile)}${columnFigure(`${profile.target.name}, the target`, `${profile.target.name} (${unit})`, target, profile.rows)}${Object.entries(
      profile.columns,
    ).map(([name, column]) => columnFigure(name, name, column, profile.rows))}</div>`;
  },
};
