import { differenceText } from '../comparison-columns.ts';
import { figure, legend } from '../document/figure.ts';
import { type Html, html } from '../document/html-template.ts';
import { describeSlice } from '../findings/describe-slice.ts';
import { type SliceErrors, sliceErrors } from '../findings/slice-errors.ts';
import { decimal, integer, percent } from '../format.ts';
import { drawChangeByKey } from '../plots/change-by-key.ts';
import { drawErrorByKey } from '../plots/error-by-key.ts';
import { drawErrorByName } from '../plots/error-by-name.ts';
import type { ReportSection } from './section.ts';

/** Keys of a slice without order that are drawn, those with the most rows. */
const MAX_NAMES = 10;

/** Where the error is, slice by slice, candidate against rival. */
export const errorsSection: ReportSection = {
  id: 'errors',
  title: 'Error by slice',
  render: ({ input, comparison, rival }) => {
    const { evaluation, contract } = input;
    if (rival === undefined) return undefined;
    const { gate } = contract;
    const slices = Object.keys(gate.slices)
      .map((slice) => sliceErrors(evaluation, slice, rival.name, gate))
      .filter(({ keys }) => keys.length > 1);
    if (slices.length === 0) return undefined;
    const words = {
      rival: rival.label,
      unit: comparison.unit,
      minRows: gate.slice_min_rows,
      shown: MAX_NAMES,
    };
    return html`<p>RMSE of the candidate and of ${rival.label}, with ${percent(1 - gate.alpha)} intervals by paired bootstrap over days.
Clearly lower or higher: the whole interval of the difference is on that side of zero.</p>
<div class="grid">${slices.map((slice) => sliceFigure(slice, words))}</div>`;
  },
};

function sliceFigure(errors: SliceErrors, words: Parameters<typeof describeSlice>[1]): Html {
  const { rival, unit } = words;
  const name = errors.slice.replaceAll('_', ' ');
  const title = `Error by ${name}`;
  const text = describeSlice(errors, words);
  const change = `candidate − ${rival} (${unit})`;
  return figure({
    title,
    text,
    legend: legend(rival),
    chart: errors.ordered
      ? [
          drawErrorByKey(`${title}. ${text}`, unit, errors.keys),
          drawChangeByKey(`Difference in RMSE by ${name}: ${change}.`, change, errors.keys),
        ]
      : drawErrorByName(`${title}. ${text}`, unit, errors.keys.slice(0, MAX_NAMES)),
    numbers: {
      columns: [
        { heading: name, align: 'left' },
        { heading: 'rows', align: 'right' },
        { heading: 'candidate', align: 'right' },
        { heading: rival, align: 'right' },
        { heading: 'difference', align: 'right' },
      ],
      rows: errors.keys.map(({ key, rows, candidate, rival: other, change: difference }) => [
        key,
        integer(rows),
        decimal(candidate.rmse),
        decimal(other.rmse),
        differenceText(difference),
      ]),
    },
  });
}
