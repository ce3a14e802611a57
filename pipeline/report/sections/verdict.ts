import { dataTable } from '../document/data-table.ts';
import { type Html, html } from '../document/html-template.ts';
import { icon } from '../document/icon.ts';
import { bytes, decimal, milliseconds, plural, seconds, signed } from '../format.ts';
import type { ReportContext } from '../report-context.ts';
import { outcomeWords, verdictWords, type Wording } from '../verdict-words.ts';
import type { ReportSection } from './section.ts';

/** The answer, why, and every rule that was asked. */
export const verdictSection: ReportSection = {
  id: 'verdict',
  title: 'Verdict',
  render: (context) => {
    const { verdict } = context.input;
    const wording = verdictWords[verdict.kind];
    return html`<div class="verdict ${wording.tone}">
<p class="answer">${icon(wording.tone)}<strong>${wording.word}</strong></p>
<p class="meaning">${wording.meaning}</p>
<ul class="reasons">${verdict.reasons.map((reason) => html`<li>${reason}</li>\n`)}</ul>
</div>
${keyFigures(context)}
<h3>What the gate asked</h3>
${dataTable({
  caption: 'Rules of the gate and their outcomes',
  columns: [
    { heading: 'Rule', align: 'left' },
    { heading: 'Outcome', align: 'left' },
    { heading: 'Why', align: 'left' },
  ],
  rows: verdict.rules.map(({ rule, outcome, reason }) => [rule, badge(outcomeWords[outcome]), reason]),
})}`;
  },
};

function badge({ tone, word }: Wording): Html {
  return html`<span class="badge ${tone}">${icon(tone)}${word}</span>`;
}

/** The few numbers that one looks for first. */
function keyFigures({ input, comparison, rival }: ReportContext): Html {
  const { costs } = input;
  const { unit, rows, judgedRows, days } = comparison;
  const tiles: [string, string, string][] = [
    [decimal(rows[0]!.metrics.rmse), unit, 'RMSE of the candidate'],
    [signed(rival?.against?.difference ?? Number.NaN), unit, `against ${rival?.label ?? 'no other model'}`],
    [decimal(judgedRows, 0), 'rows', `judged, over ${plural(days, 'day')}`],
    [seconds(costs.trainSeconds), '', `to train, in ${plural(costs.passes, 'pass', 'passes')}`],
    [bytes(costs.modelBytes), '', `of model.json; ${milliseconds(costs.latencyMs)} a prediction`],
  ];
  return html`<ul class="tiles">${tiles.map(
    ([value, unitText, what]) =>
      html`<li><b>${value}${unitText && html` <small>${unitText}</small>`}</b> ${what}</li>\n`,
  )}</ul>`;
}
