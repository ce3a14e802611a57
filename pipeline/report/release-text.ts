import type { Verdict } from '../gate/verdict.ts';
import { compareModels } from './comparison.ts';
import { decimal } from './format.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { renderMarkdown } from './markdown.ts';
import type { SummaryInput } from './report-input.ts';

/** What a person reads who decides on a release. */
export interface ReleaseText {
  /** Release nyc-green-taxi v2: RMSE 4.781 min, 0.254 min less than v1 */
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** Title and text of the pull request that carries a version. */
export function releaseText(version: string, input: SummaryInput, runUrl: string): ReleaseText {
  const { contract, evaluation, verdict } = input;
  const { rows, unit } = compareModels(evaluation, verdict, contract.gate);
  const own = rows.find(({ role }) => role === 'candidate')!.metrics.rmse;
  const champion = rows.find(({ role }) => role === 'champion');
  const gain = champion ? `, ${gainText(champion.metrics.rmse - own, unit)} than ${champion.label}` : '';
  return {
    title: `Release ${contract.name} ${version}: RMSE ${decimal(own)} ${unit}${gain}`,
    body: [
      `Merging this makes **${version}** the champion of ${escapeMarkdown(contract.name)}, and deploys it. It was gated by [this run](${runUrl}), which set the status \`ratchet\` on it; no other check runs on a pull request that a workflow opens.`,
      renderMarkdown(input).trimEnd(),
    ].join('\n\n'),
  };
}

function gainText(gain: number, unit: string): string {
  return `${decimal(Math.abs(gain))} ${unit} ${gain >= 0 ? 'less' : 'more'}`;
}

/** Why nothing is released, as a sentence. */
export function nothingReleased({ kind, reasons }: Pick<Verdict, 'kind' | 'reasons'>): string {
  return `Nothing is released: ${kind === 'unchanged' ? 'no new digest' : kind}. ${reasons[0]}`;
}
