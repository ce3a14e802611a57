import { dataTable } from '../document/data-table.ts';
import { html } from '../document/html-template.ts';
import { bytes, integer, list } from '../format.ts';
import type { ReportSection } from './section.ts';

const roles = { train: 'training', holdout: 'judging' } as const;

/** Everything that is needed to make the candidate again. */
export const provenanceSection: ReportSection = {
  id: 'provenance',
  title: 'Provenance',
  render: ({ input: { provenance, model, evaluation } }) => {
    const { digest, contract, commit, data, software, madeAt } = provenance;
    const facts: [string, string | undefined][] = [
      ['model', `${model.name}, recipe ${model.recipeName}`],
      ['trained on', list(model.periods)],
      ['judged on', list(evaluation.periods)],
      ['digest of the candidate', digest],
      ['digest of the contract', contract],
      ['commit', commit],
      ['made by', list(Object.entries(software).map(([name, version]) => `${name} ${version}`))],
      ['made at', madeAt],
    ];
    return html`<dl>${facts.map(([name, value]) => value !== undefined && html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
${dataTable({
  caption: 'Files of rows',
  columns: [
    { heading: 'period', align: 'left' },
    { heading: 'for', align: 'left' },
    { heading: 'rows', align: 'right' },
    { heading: 'size', align: 'right' },
    { heading: 'sha256', align: 'left' },
  ],
  rows: data.map((source) => [
    source.period,
    roles[source.role],
    integer(source.rows),
    bytes(source.bytes),
    html`<code>${source.sha256}</code>`,
  ]),
})}`;
  },
};
