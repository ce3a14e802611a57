import type { RegistryEvent } from '../../../pipeline/publish/registry-event.ts';
import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import { eventWords } from '../../../pipeline/report/history.ts';
import type { Tone } from '../../../pipeline/report/verdict-words.ts';
import { minute, sentence } from '../day.ts';
import { commitLink, runLink } from '../links.ts';
import type { PageContext } from '../page.ts';
import { foldedRest, SHOWN_ROWS } from './card-table.ts';

const TONES: Readonly<Record<RegistryEvent['event'], Tone>> = {
  registered: 'neutral',
  promoted: 'good',
  'rolled-back': 'wait',
  retired: 'bad',
};

/** What the registry decided, the newest first: deployments and rollbacks, with the commit and the run of each. */
export function eventsSection({ model: { events, contract }, repository }: PageContext): Html {
  const shown = events.filter((event, i) => !isPublished(event, events[i + 1])).toReversed();
  const list = (some: readonly RegistryEvent[]) =>
    html`<ol class="events">${some.map(
      (event) =>
        html`<li class="${TONES[event.event]}"><span class="check-icon">${icon(TONES[event.event])}</span><div><p><b>${eventWords(event, contract.target.unit)}</b></p>
<p class="reason">${sentence(event.reason)}</p>
<p class="meta"><time datetime="${event.at}">${minute(event.at)}</time> · ${commitLink(event.commit, repository)}${event.run !== undefined && html` · ${runLink(event.run)}`}</p></div></li>
`,
    )}</ol>`;
  return html`<section aria-labelledby="events-title"><h2 id="events-title">Deployments and rollbacks</h2>
${list(shown.slice(0, SHOWN_ROWS))}${foldedRest(shown, 'decision', list)}</section>`;
}

/** Whether a version was registered only to become the champion with the very next line, which says it all. */
const isPublished = (event: RegistryEvent, next: RegistryEvent | undefined): boolean =>
  event.event === 'registered' && next?.event === 'promoted' && next.version === event.version;
