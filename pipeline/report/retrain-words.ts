import type { Decision } from '../retrain/decide.ts';
import { list } from './format.ts';
import type { InvalidMonth, RepublishedMonth } from './incident-text.ts';
import { escapeMarkdown } from './markdown/escape.ts';

export interface RetrainFindings {
  readonly decision: Decision;
  readonly periods: { readonly train: readonly string[]; readonly holdout: readonly string[] };
  readonly warnings: readonly string[];
  readonly invalid: readonly InvalidMonth[];
  readonly republished: readonly RepublishedMonth[];
}

/** What continuous training found and decided, as Markdown for the page of its run. */
export function retrainWords(
  model: string,
  { decision, periods: { train, holdout }, warnings, invalid, republished }: RetrainFindings,
): string {
  const heading =
    decision.kind === 'retrain'
      ? `### ${escapeMarkdown(model)} is trained on ${escapeMarkdown(list(train))} and judged on ${escapeMarkdown(list(holdout))}`
      : `### ${escapeMarkdown(model)} stays as it is`;
  const lines = [
    ...decision.reasons,
    ...invalid.map(
      ({ period, faults }) => `${period} is invalid and was put aside: ${faults[0]?.message ?? ''}`,
    ),
    ...republished.map(({ period }) => `${period} was published anew; the locked file is used.`),
    ...warnings,
  ];
  return `${heading}\n\n${lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n')}\n`;
}
