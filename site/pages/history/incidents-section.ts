import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import type { Incident } from '../../../pipeline/site/incidents.ts';
import { RECORDS_BRANCH } from '../../../platform/records/records-branch.ts';
import { minute } from '../day.ts';
import { webLink } from '../links.ts';
import type { PageContext } from '../page.ts';

/** Every incident, those that are open first. */
export function incidentsSection({ model: { incidents, hasRecords } }: PageContext): Html {
  return html`<section aria-labelledby="incidents-title"><h2 id="incidents-title">${hasRecords ? 'Incidents' : 'Incidents and runs'}</h2>
${incidents.length > 0 ? html`<ol class="events">${incidents.map(item)}</ol>` : html`<p class="none">${nothing(hasRecords)}</p>`}</section>`;
}

function item({ number, title, url, kind, openedAt, closedAt, answeredBy }: Incident): Html {
  const tone = closedAt === undefined ? 'bad' : 'good';
  const state = closedAt === undefined ? 'open since' : 'opened';
  return html`<li class="${tone}"><span class="check-icon">${icon(tone)}</span><div><p><b>${webLink(url, `#${number} ${title}`)}</b></p>
<p class="meta">${kind}, ${state} <time datetime="${openedAt}">${minute(openedAt)}</time>${closedAt !== undefined && html`, closed <time datetime="${closedAt}">${minute(closedAt)}</time>`}${answeredBy !== undefined && html` · ${webLink(answeredBy, 'what answers it')}`}</p></div></li>
`;
}

const nothing = (hasRecords: boolean): string =>
  hasRecords
    ? 'There was none.'
    : `Workflows on GitHub keep incidents and runs on the branch ${RECORDS_BRANCH}, which is not here yet. Once it is, they show up with the next build.`;
