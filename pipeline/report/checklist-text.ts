import { escapeMarkdown } from './markdown/escape.ts';

/** Something that a repository needs to be set up with. */
export interface ChecklistLine {
  readonly title: string;
  /** Where and how, as Markdown. */
  readonly how: string;
  /** `unknown` where nobody may look; the first success ticks it. */
  readonly state: 'done' | 'open' | 'unknown';
  /** Without it something works less well, and nothing waits for it. */
  readonly optional?: boolean;
  /** What is in the way, each escaped when shown. */
  readonly found?: readonly string[];
}

const MAX_FOUND = 10;

/** Whether nothing is left that anybody has to do. */
export const isComplete = (lines: readonly ChecklistLine[]): boolean =>
  lines.every(({ state, optional }) => state === 'done' || optional === true);

/** The checklist as the text of an issue. */
export function checklistText(
  lines: readonly ChecklistLine[],
  runUrl: string,
): { readonly title: string; readonly body: string } {
  return {
    title: 'Set this repository up',
    body: [
      isComplete(lines)
        ? 'Everything is set up.'
        : 'What this repository still needs for the loop to go round by itself. The lines tick themselves, and this issue closes with the last one.',
      lines.map(lineText).join('\n'),
      `<sub>Looked at by [this run](${runUrl}), and again every week. Workflows may not read every setting: what they cannot see is *unknown until tried*, and ticked by the first success.</sub>`,
    ].join('\n\n'),
  };
}

function lineText({ title, how, state, optional, found = [] }: ChecklistLine): string {
  const notes = [
    ...(state === 'unknown' ? ['*unknown until tried*'] : []),
    ...(optional && state !== 'done' ? ['*optional*'] : []),
  ];
  const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return [
    `- [${state === 'done' ? 'x' : ' '}] **${escapeMarkdown(title)}**${note}${state === 'done' ? '' : `<br>${how}`}`,
    ...found.slice(0, MAX_FOUND).map((text) => `  - ${escapeMarkdown(text)}`),
  ].join('\n');
}
