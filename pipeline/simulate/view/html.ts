import { dataTable } from '../../report/document/data-table.ts';
import { figure, legend } from '../../report/document/figure.ts';
import { html } from '../../report/document/html-template.ts';
import { page } from '../../report/document/page.ts';
import { decimal, plural } from '../../report/format.ts';
import { type SimulatedMonth, type Simulation, STRATEGIES } from '../simulation.ts';
import { drawDecay, drawErrors, STRATEGY_INKS } from './plots.ts';
import { MONTH_COLUMNS, monthRows, TOTAL_COLUMNS, totalRows } from './rows.ts';

const NAMES = { live: 'the loop', never: 'never retrain', always: 'always retrain' } as const;

/** A simulation as one page, with its plots. `tolerance` is the decay that the contract lets be. */
export function simulationHtml(simulation: Simulation, tolerance: number): string {
  const { title, from, to, policy, months, totals, unit } = simulation;
  const { live, never, always } = totals;
  const error = (value: number | null) => decimal(value ?? Number.NaN);
  const text =
    `Mean RMSE ${error(live.meanRmse)} ${unit} with ${plural(live.trainings, 'training')}, against ${error(never.meanRmse)} ${unit} ` +
    `with ${never.trainings} and ${error(always.meanRmse)} ${unit} with ${always.trainings}. A dot marks a training; it is filled where it was promoted.`;
  const isScored = months.some(({ rmse }) => rmse.live !== null);
  return page(`Simulation: ${title}`, title, `${from} to ${to}, by the policy ${policy}.`, [
    {
      id: 'totals',
      title: 'What it came to',
      body: html`${dataTable({ caption: 'Totals', columns: TOTAL_COLUMNS, rows: totalRows(simulation), isStrong: (row) => row === 0 })}`,
    },
    ...(isScored
      ? [
          {
            id: 'errors',
            title: 'Month by month',
            body: html`<div class="grid">${figure({
              title: 'Error',
              text,
              legend: legend(
                STRATEGIES.map((name) => ({ mark: STRATEGY_INKS[name].mark, name: NAMES[name] })),
              ),
              chart: drawErrors(`Error month by month. ${text}`, unit, months),
            })}${figure({
              title: 'Decay',
              text: 'How much the error of the live version has grown since it was promoted, beside a baseline refitted on each month. Dashed: what is let be.',
              chart: drawDecay('Decay month by month.', months, tolerance),
            })}</div>`,
          },
        ]
      : []),
    {
      id: 'months',
      title: 'Decisions',
      body: html`${dataTable({ caption: 'Months', columns: MONTH_COLUMNS, rows: monthRows(months) })}
<ul class="findings">${months.map(story)}</ul>`,
    },
  ]);
}

/** What became of a month, as a paragraph. */
function story({ month, injected, decision, verdict, trainedOn }: SimulatedMonth) {
  return html`<li><b>${month}</b> ${injected.length > 0 && html`<span class="badge bad">${injected.join(', ')}</span> `}<span class="badge ${decision.kind === 'retrain' ? 'good' : 'neutral'}">${decision.kind}</span> ${decision.reasons.join(' ')}
${verdict && html` <span class="badge ${verdict.kind === 'promote' ? 'good' : 'wait'}">${verdict.kind}</span> Trained on ${trainedOn?.join(', ')}. ${verdict.reasons[0]}`}</li>
`;
}
