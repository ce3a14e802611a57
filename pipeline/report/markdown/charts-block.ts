import { shortKey } from '../findings/order-keys.ts';
import type { SliceError, SliceErrors } from '../findings/slice-errors.ts';
import { folded, type MarkdownBlock } from './block.ts';
import { escapeMarkdown } from './escape.ts';
import { mermaidChart } from './mermaid.ts';

/** Blue for the candidate, orange for its rival: both can be told apart on white and on black. */
const [CANDIDATE_INK, RIVAL_INK] = ['#3b82f6', '#e07b2f'];

/** The least keys that make a line. */
const MIN_KEYS = 3;

/** RMSE along each slice whose keys have an order; the one of most keys is in sight, the others are folded. */
export const chartsBlock: MarkdownBlock = {
  name: 'charts',
  render: ({ comparison: { unit }, rival, slices }) => {
    const [first, ...others] = slices
      .filter(({ ordered, keys }) => ordered && keys.length >= MIN_KEYS && keys.every(isDrawable))
      .sort((a, b) => b.keys.length - a.keys.length);
    if (rival === undefined || first === undefined) return undefined;
    const nameOf = ({ slice }: SliceErrors) => slice.replaceAll('_', ' ');
    const more = others.map((errors) =>
      folded(`Error by ${escapeMarkdown(nameOf(errors))}`, chart(errors, nameOf(errors), unit)),
    );
    return [
      `### Error by ${escapeMarkdown(nameOf(first))}`,
      `RMSE in ${escapeMarkdown(unit)}; blue: candidate, orange: ${escapeMarkdown(rival.label)}.`,
      chart(first, nameOf(first), unit),
      ...more,
    ].join('\n\n');
  },
};

/** Mermaid draws numbers only. */
function isDrawable({ candidate, rival }: SliceError): boolean {
  return Number.isFinite(candidate) && Number.isFinite(rival);
}

function chart({ keys }: SliceErrors, name: string, unit: string): string {
  const labels = keys.map(({ key }) => shortKey(key));
  const wholeHours = labels.every((label) => label.endsWith(':00'));
  return mermaidChart({
    title: `RMSE by ${name}`,
    axis: `RMSE (${unit})`,
    labels: wholeHours ? labels.map((label) => label.slice(0, 2)) : labels,
    lines: [
      { ink: RIVAL_INK, values: keys.map(({ rival }) => rival) },
      { ink: CANDIDATE_INK, values: keys.map(({ candidate }) => candidate) },
    ],
  });
}
