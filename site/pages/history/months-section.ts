import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import { decimal, list, NO_VALUE, plural, signedPercent } from '../../../pipeline/report/format.ts';
import { monthTone } from '../../../pipeline/site/health.ts';
import type { ShownMonth } from '../../../pipeline/site/watched-months.ts';
import { sentence } from '../day.ts';
import { runLink } from '../links.ts';
import type { PageContext } from '../page.ts';
import { cardTable } from './card-table.ts';

const WORDS = { good: 'healthy', wait: 'worth a look', bad: 'alarm' } as const;

/** Every month as monitoring saw it, the newest first, and what was decided on the strength of it. */
export function monthsSection({ model: { months, contract } }: PageContext): Html | undefined {
  if (months.length === 0) return undefined;
  const table = cardTable<ShownMonth>({
    label: 'Table of months',
    what: 'month',
    heading: 'Month',
    name: ({ period }) => period,
    columns: [
      { heading: 'As it looked', kind: 'text', cell: verdictCell },
      { heading: 'Seen by', kind: 'fact', cell: ({ version }) => version ?? NO_VALUE },
      {
        heading: `RMSE (${contract.target.unit})`,
        kind: 'number',
        cell: ({ rmse }) =>
          rmse ? html`${decimal(rmse.live)} <small>baseline ${decimal(rmse.baseline)}</small>` : NO_VALUE,
      },
      { heading: 'Decay', kind: 'number', cell: decayCell },
      { heading: 'Decided', kind: 'fact', cell: decisionCell },
    ],
    rows: months.toReversed(),
  });
  return html`<section aria-labelledby="months-title"><h2 id="months-title">Months</h2>
<p class="section-lead">As monitoring saw them with the version of the time. Decay is the growth of its error beside that of a baseline refitted on the very month.</p>
${table}</section>`;
}

function verdictCell(month: ShownMonth): Html {
  const tone = monthTone(month);
  const [first, ...more] = month.verdict.reasons;
  return html`<span class="badge ${tone}">${icon(tone)}${WORDS[tone]}</span> <small class="causes">${list(month.verdict.causes)}</small>
<p class="why">${sentence(first!)}</p>${more.length > 0 && html`<details><summary>${plural(more.length, 'more finding')}</summary><ul class="why">${more.map((reason) => html`<li>${sentence(reason)}</li>`)}</ul></details>`}`;
}

/** Growth of the error relative to the baseline's, which has the same month to cope with. */
function decayCell({ decay }: ShownMonth): Html | string {
  if (!decay) return NO_VALUE;
  return html`${signedPercent(decay.excess)} <small>${signedPercent(decay.lower)} to ${signedPercent(decay.upper)}</small>`;
}

function decisionCell({ decision, runUrl }: ShownMonth): Html | string {
  if (runUrl === '') return html`<small>looked at for this page</small>`;
  return html`${decision ? { retrain: 'train again', wait: 'wait' }[decision.kind] : 'nothing'} <small>${runLink(runUrl)}</small>`;
}
