import { differenceText } from '../comparison-columns.ts';
import { dataTable } from '../document/data-table.ts';
import { html } from '../document/html-template.ts';
import { describeMoves, movedSlices } from '../findings/moved-slices.ts';
import { decimal, integer, signedPercent } from '../format.ts';
import type { ReportSection } from './section.ts';

const MAX_SLICES = 15;

/** The slices whose error moved furthest, for better or worse. */
export const slicesSection: ReportSection = {
  id: 'slices',
  title: 'Slices that moved most',
  render: ({ input, comparison: { unit }, rival, slices }) => {
    if (rival === undefined) return undefined;
    const { slice_min_rows: minRows } = input.contract.gate;
    const moves = movedSlices(slices, minRows);
    if (moves.moved.length === 0) return undefined;
    return html`<p>${describeMoves(moves, rival.label, minRows)}</p>
${dataTable({
  caption: `Slices whose RMSE moved furthest from that of ${rival.label}`,
  columns: [
    { heading: 'slice', align: 'left' },
    { heading: 'rows', align: 'right' },
    { heading: `candidate (${unit})`, align: 'right' },
    { heading: rival.label, align: 'right' },
    { heading: 'change', align: 'right' },
    { heading: 'difference and interval', align: 'right' },
  ],
  rows: moves.moved
    .slice(0, MAX_SLICES)
    .map((entry) => [
      html`${entry.key} <small>${entry.slice.replaceAll('_', ' ')}</small>`,
      integer(entry.rows),
      decimal(entry.candidate),
      decimal(entry.rival),
      signedPercent(entry.relative),
      differenceText(entry.change),
    ]),
})}
<p class="note">Each interval is for its slice alone; the gate, which looks at all of them, corrects for their number.</p>`;
  },
};
