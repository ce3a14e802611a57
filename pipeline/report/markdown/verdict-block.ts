import { bytes, milliseconds, plural, seconds } from '../format.ts';
import type { Costs } from '../report-input.ts';
import { verdictWords } from '../verdict-words.ts';
import type { MarkdownBlock } from './block.ts';
import { escapeMarkdown } from './escape.ts';

const MAX_REASONS = 12;

/** The answer and why. */
export const verdictBlock: MarkdownBlock = {
  name: 'verdict',
  render: ({ input: { contract, verdict, costs, evaluation } }) => {
    const { emoji, word, meaning } = verdictWords[verdict.kind];
    const reasons = verdict.reasons.slice(0, MAX_REASONS).map((reason) => `- ${escapeMarkdown(reason)}`);
    const trained = evaluation.models['candidate']?.periods.join(', ') ?? '';
    return [
      `## ${emoji} ${word}: ${escapeMarkdown(contract.title)}`,
      `**${meaning}** Trained on ${escapeMarkdown(trained)}, judged on ${escapeMarkdown(evaluation.periods.join(', '))}.`,
      reasons.join('\n'),
      ...(costs ? [costsLine(costs)] : []),
    ].join('\n\n');
  },
};

function costsLine({ trainSeconds, passes, modelBytes, latencyMs }: Costs): string {
  return (
    `Trained in ${seconds(trainSeconds)} (${plural(passes, 'pass', 'passes')}); model.json ${bytes(modelBytes)}; ` +
    `${milliseconds(latencyMs)} a prediction.`
  );
}
