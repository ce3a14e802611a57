import type { ComparisonRow } from '../comparison.ts';
import { differenceText } from '../comparison-columns.ts';
import { figure, rivalLegend } from '../document/figure.ts';
import { type Html, html } from '../document/html-template.ts';
import { describeSlice } from '../findings/describe-slice.ts';
import { keyErrors, type SliceErrors } from '../findings/slice-errors.ts';
import { decimal, integer, percent } from '../format.ts';
import { drawChangeByKey } from '../plots/change-by-key.ts';
import { drawErrorByKey } from '../plots/error-by-key.ts';
import { drawErrorByName } from '../plots/error-by-name.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportSection } from './section.ts';

/** Keys of a slice without order that are drawn, those with the most rows. */
const MAX_NAMES = 10;

/** Where the error is, slice by slice, candidate against rival. */
export const errorsSection: ReportSection = {
  id: 'errors',
  title: 'Error by slice',
  render: (context) => {
    const { rival, slices } = context;
    const shown = slices.filter(({ keys }) => keys.length > 1);
    if (rival === undefined || shown.length === 0) return undefined;
    const { alpha } = context.input.contract.gate;
    return html`<p>RMSE of the candidate and of ${rival.label}, with ${percent(1 - alpha)} intervals by paired bootstrap over days.
Clearly lower or higher: the whole interval of the difference is on that side of zero.</p>
<div class="grid">${shown.map((errors) => sliceFigure(errors, rival, context))}</div>`;
  },
};

function sliceFigure(errors: SliceErrors, rival: ComparisonRow, { input, comparison }: ReportContext): Html {
  const { gate } = input.contract;
  const { unit } = comparison;
  const name = errors.slice.replaceAll('_', ' ');
  const title = `Error by ${name}`;
  const text = describeSlice(errors, {
    rival: rival.label,
    unit,
    minRows: gate.slice_min_rows,
    shown: MAX_NAMES,
  });
  const label = `${title}. ${text}`;
  const change = `candidate − ${rival.label} (${unit})`;
  const drawn = errors.ordered ? errors.keys : errors.keys.slice(0, MAX_NAMES);
  const own = keyErrors(drawn, 'candidate', gate);
  const theirs = keyErrors(drawn, rival.name, gate);
  return figure({
    title,
    text,
    legend: rivalLegend(rival.label),
    chart: errors.ordered
      ? [
          drawErrorByKey(label, unit, own, theirs),
          drawChangeByKey(`Difference in RMSE by ${name}: ${change}.`, change, drawn),
        ]
      : drawErrorByName(label, unit, own, theirs),
    numbers: {
      columns: [
        { heading: name, align: 'left' },
        { heading: 'rows', align: 'right' },
        { heading: 'candidate', align: 'right' },
        { heading: rival.label, align: 'right' },
        { heading: 'difference', align: 'right' },
      ],
      rows: errors.keys.map((entry) => [
        entry.key,
        integer(entry.rows),
        decimal(entry.candidate),
        decimal(entry.rival),
        differenceText(entry.change),
      ]),
    },
  });
}
