import { differenceText } from '../comparison-columns.ts';
import { describeMoves, movedSlices } from '../findings/moved-slices.ts';
import { decimal, integer, signedPercent } from '../format.ts';
import type { MarkdownBlock } from './block.ts';
import { escapeMarkdown } from './escape.ts';
import { markdownTable } from './table.ts';

const MAX_SLICES = 8;

/** The slices whose error moved furthest, for better or worse. */
export const slicesBlock: MarkdownBlock = {
  name: 'slices that moved most',
  render: ({ input, comparison: { unit }, rival, slices }) => {
    if (rival === undefined) return undefined;
    const { slice_min_rows: minRows } = input.contract.gate;
    const moves = movedSlices(slices, minRows);
    if (moves.moved.length === 0) return undefined;
    const table = markdownTable(
      [
        { heading: 'slice', align: 'left' },
        { heading: 'rows', align: 'right' },
        { heading: `candidate (${unit})`, align: 'right' },
        { heading: rival.label, align: 'right' },
        { heading: 'change', align: 'right' },
        { heading: 'difference and interval', align: 'right' },
      ],
      moves.moved
        .slice(0, MAX_SLICES)
        .map((entry) => [
          `${entry.slice.replaceAll('_', ' ')}: ${entry.key}`,
          integer(entry.rows),
          decimal(entry.candidate),
          decimal(entry.rival),
          signedPercent(entry.relative),
          differenceText(entry.change),
        ]),
    );
    return `### Slices that moved most\n\n${table}\n\n${escapeMarkdown(describeMoves(moves, rival.label, minRows))}`;
  },
};
