import { html } from '../document/html-template.ts';
import { coefficientTable } from './coefficient-table.ts';
import { importanceFigure } from './importance-figure.ts';
import type { ReportSection } from './section.ts';

/** What the model relies on, and what is new about it. */
export const modelSection: ReportSection = {
  id: 'model',
  title: 'What the model relies on',
  render: (context) => {
    const [importance, coefficients] = [importanceFigure(context), coefficientTable(context)];
    if (!importance && !coefficients) return undefined;
    return html`<div class="grid">${importance}${coefficients}</div>`;
  },
};
