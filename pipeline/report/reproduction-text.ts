import type { Difference } from '../publish/first-difference.ts';
import type { Standing } from '../retrain/incident-standings.ts';
import { escapeMarkdown } from './markdown/escape.ts';

/** What became of training a champion once more. */
export type ReproductionOutcome = { readonly model: string; readonly version: string } & (
  | { readonly kind: 'identical'; readonly digest: string }
  | {
      readonly kind: 'different';
      readonly expected: string;
      readonly found: string;
      readonly difference?: Difference;
    }
  /** It could not be trained once more. */
  | { readonly kind: 'undecided'; readonly reason: string; readonly hint: string }
);

/** The outcome in a sentence, as Markdown. */
export function reproductionWords(outcome: ReproductionOutcome): string {
  const { model, version } = outcome;
  if (outcome.kind === 'identical') return `${model} ${version} is reproduced: \`${outcome.digest}\` again.`;
  if (outcome.kind === 'undecided') return `${escapeMarkdown(outcome.reason)}.`;
  const { expected, found, difference } = outcome;
  const where = difference
    ? ` \`model.json\` differs first at \`${difference.path}\`: expected ${escapeMarkdown(difference.expected)}, found ${escapeMarkdown(difference.found)}.`
    : '';
  return `Trained once more from its manifest, ${model} ${version} has another digest: expected \`${expected}\`, found \`${found}\`.${where}`;
}

/** How it stands with the incident of a champion that does not come out again. */
export function reproductionStanding(outcome: ReproductionOutcome, runUrl: string): Standing {
  const { model, version } = outcome;
  const kind = 'reproduce';
  if (outcome.kind === 'identical')
    return { kind, is: 'over', lastWord: `${model} ${version} comes out again, says [this run](${runUrl}).` };
  const remedy =
    outcome.kind === 'undecided'
      ? `What to do: ${escapeMarkdown(outcome.hint)}.`
      : 'What to do: find out what changed: data, libraries, Node or machine. The files of a version are never changed; where this one cannot be explained, train and release another.';
  const body = [
    `${reproductionWords(outcome)} **It stays the champion.** Found by [this run](${runUrl}).`,
    remedy,
    'The check runs once a week, and this issue closes when the champion comes out again.',
  ].join('\n\n');
  return { kind, is: 'wrong', text: { title: `${model} ${version} does not come out again`, body } };
}
