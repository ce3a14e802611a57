import type { IncidentRecord } from '../records/incident-record.ts';
import type { TrainingPlan } from '../retrain/plan-training.ts';
import { list } from './format.ts';
import { escapeMarkdown } from './markdown/escape.ts';

/** What continuous training decided, and the incidents that it told of, as Markdown for the page of its run. */
export function retrainWords(
  model: string,
  { decision, train, holdout }: TrainingPlan,
  incidents: readonly Pick<IncidentRecord, 'event' | 'title' | 'number' | 'url'>[],
): string {
  const heading =
    decision.kind === 'retrain'
      ? `### ${escapeMarkdown(model)} is trained on ${escapeMarkdown(list(train))} and judged on ${escapeMarkdown(list(holdout))}`
      : `### ${escapeMarkdown(model)} stays as it is`;
  const lines = [
    ...decision.reasons.map(escapeMarkdown),
    ...incidents.map(
      ({ event, title, number, url }) => `Incident ${event}: [#${number}](${url}) ${escapeMarkdown(title)}`,
    ),
  ];
  return `${heading}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
}
