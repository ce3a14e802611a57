import type { RunRecord } from '../../../pipeline/records/run-record.ts';
import { type Html, html } from '../../../pipeline/report/document/html-template.ts';
import { icon } from '../../../pipeline/report/document/icon.ts';
import { decimal, plural, seconds, signed } from '../../../pipeline/report/format.ts';
import { verdictWords } from '../../../pipeline/report/verdict-words.ts';
import { minute, monthList, sentence } from '../day.ts';
import { commitLink, runLink } from '../links.ts';
import type { PageContext } from '../page.ts';
import { cardTable } from './card-table.ts';

/** Older runs are on the branch of records alone. */
const SHOWN_RUNS = 50;
const TRIGGERS: Readonly<Record<RunRecord['trigger'], string>> = {
  local: 'by hand',
  ci: 'CI',
  release: 'release',
  'continuous-training': 'continuous training',
};

/** Training runs, the newest first, whatever became of them. */
export function runsSection({
  model: { runs, versions, contract },
  repository,
}: PageContext): Html | undefined {
  if (runs.length === 0) return undefined;
  const known = versions.map(({ version }) => version);
  const table = cardTable<RunRecord>({
    label: 'Table of runs',
    what: 'run',
    heading: 'Trained',
    name: ({ at }) => html`<time datetime="${at}">${minute(at)}</time>`,
    columns: [
      { heading: 'What the gate said', kind: 'text', cell: (run) => verdictCell(run, known) },
      {
        heading: `RMSE (${contract.target.unit})`,
        kind: 'number',
        cell: ({ metrics: { rmse, champion, difference } }) =>
          html`${decimal(rmse.holdout)}${champion && difference && html` <small>${signed(difference.value)} against ${champion.version}</small>`}`,
      },
      { heading: 'Trained on', kind: 'fact', cell: ({ parameters }) => monthList(parameters.train) },
      { heading: 'Judged on', kind: 'fact', cell: ({ parameters }) => monthList(parameters.holdout) },
      {
        heading: 'Cost',
        kind: 'fact',
        cell: ({ cost }) =>
          html`${seconds(cost.trainSeconds)} <small>${plural(cost.passes, 'pass', 'passes')}</small>`,
      },
      {
        heading: 'From',
        kind: 'fact',
        cell: ({ trigger, commit, run }) =>
          html`${TRIGGERS[trigger]} <small>${commitLink(commit, repository)}${run !== undefined && html` · ${runLink(run)}`}</small>`,
      },
    ],
    rows: runs.slice(-SHOWN_RUNS).toReversed(),
  });
  const earlier = runs.length - SHOWN_RUNS;
  return html`<section aria-labelledby="runs-title"><h2 id="runs-title">Runs</h2>
${table}
${earlier > 0 && html`<p class="note">${plural(earlier, 'earlier run')} on the branch of records.</p>`}</section>`;
}

function verdictCell({ verdict, version }: RunRecord, known: readonly string[]): Html {
  const became = version !== undefined && known.includes(version);
  if (!verdict) return html`<span class="badge neutral">${icon('neutral')}not judged</span>`;
  const { tone, word } = verdictWords[verdict.kind];
  return html`<span class="badge ${tone}">${icon(tone)}${word}</span>${became && html` <a href="versions/${version}.html">${version}</a>`}<p class="why">${sentence(verdict.reasons[0]!)}</p>`;
}
