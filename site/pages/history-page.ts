import { html } from '../../pipeline/report/document/html-template.ts';
import { driftSection } from './history/drift-section.ts';
import { errorsSection } from './history/errors-section.ts';
import { eventsSection } from './history/events-section.ts';
import { healthSection } from './history/health-section.ts';
import { versionsSection } from './history/versions-section.ts';
import type { Page, PageContext } from './page.ts';

/** What was ever live, why, and how it does: what is live comes first. */
export function historyPage(context: PageContext): Page {
  const { versions } = context.model;
  const body = html`<h1 class="unseen">History</h1>
${healthSection(context)}
${versions.length > 0 && html`<div class="grid wide">${errorsSection(context)}${driftSection(context)}</div>`}
${versions.length > 0 && versionsSection(context)}
${versions.length > 0 && eventsSection(context)}`;
  return { path: 'history.html', title: 'History', body };
}
