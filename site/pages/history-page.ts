import { html } from '../../pipeline/report/document/html-template.ts';
import { driftSection } from './history/drift-section.ts';
import { errorsSection } from './history/errors-section.ts';
import { eventsSection } from './history/events-section.ts';
import { healthSection } from './history/health-section.ts';
import { incidentsSection } from './history/incidents-section.ts';
import { monthsSection } from './history/months-section.ts';
import { runsSection } from './history/runs-section.ts';
import { versionsSection } from './history/versions-section.ts';
import type { Page, PageContext } from './page.ts';

const FEW_MONTHS = 4;

/** What was ever live, why, and how it does: what is live comes first. */
export function historyPage(context: PageContext): Page {
  const { versions, errors } = context.model;
  const isEmpty = versions.length === 0;
  // A chart of few months needs no more than half of a wide window.
  const isFew = errors.periods.length <= FEW_MONTHS;
  const body = html`<h1 class="unseen">History</h1>
${healthSection(context)}
${!isEmpty && html`<div class="figures${isFew && ' few'}">${errorsSection(context)}${driftSection(context)}</div>`}
${!isEmpty && versionsSection(context)}
${monthsSection(context)}
${incidentsSection(context)}
${!isEmpty && eventsSection(context)}
${runsSection(context)}`;
  return { path: 'history.html', title: 'History', body };
}
