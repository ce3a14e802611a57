import type { RegistryEvent } from '../../../pipeline/publish/registry-event.ts';
import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import { eventWords } from '../../../pipeline/report/history.ts';
import type { Tone } from '../../../pipeline/report/verdict-words.ts';
import { minute } from '../day.ts';
import { commitLink, runLink } from '../links.ts';
import type { PageContext } from '../page.ts';

const TONES: Readonly<Record<RegistryEvent['event'], Tone>> = {
  registered: 'neutral',
  promoted: 'good',
  'rolled-back': 'wait',
  retired: 'bad',
};

/** Every line of the registry as a sentence, the newest first: deployments, rollbacks and what else was decided. */
export function eventsSection({ model: { events, contract }, repository }: PageContext): Html {
  return html`<section aria-labelledby="events-title"><h2 id="events-title">What happened</h2>
<ol class="events" reversed>${events.toReversed().map(
    (event) =>
      html`<li class="${TONES[event.event]}"><span class="check-icon">${icon(TONES[event.event])}</span><div><p><b>${eventWords(event, contract.target.unit)}</b></p>
<p class="reason">${event.reason}</p>
<p class="meta"><time datetime="${event.at}">${minute(event.at)}</time> · ${commitLink(event.commit, repository)}${event.run !== undefined && html` · ${runLink(event.run)}`}</p></div></li>
`,
  )}</ol></section>`;
}
