import type { ScoredModel } from '../../evaluate/evaluation.ts';
import { figure, rivalLegend } from '../document/figure.ts';
import { type Html, html } from '../document/html-template.ts';
import { residualBins } from '../findings/residual-bins.ts';
import { decimal, integer, percent, signed } from '../format.ts';
import { drawCalibration } from '../plots/calibration.ts';
import { drawResiduals } from '../plots/residuals.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportSection } from './section.ts';

/** How errors are spread, and whether predictions mean what they say. */
export const distributionSection: ReportSection = {
  id: 'distribution',
  title: 'Residuals and calibration',
  render: (context) => {
    const [residuals, calibration] = [residualFigure(context), calibrationFigure(context)];
    return residuals || calibration ? html`<div class="grid">${residuals}${calibration}</div>` : undefined;
  },
};

function residualFigure({ input: { evaluation }, comparison: { unit } }: ReportContext): Html | undefined {
  const { errorQuantiles, bias } = evaluation.models['candidate']!.metrics;
  const at = (q: string) => errorQuantiles[q] ?? Number.NaN;
  const { bins, below, above } = residualBins(evaluation.residuals);
  if (bins.length === 0) return undefined;
  const marks = ['0.05', '0.5', '0.95'].map((q) => ({ at: at(q), name: `${Number(q) * 100} %` }));
  const title = 'Residuals of the candidate';
  const text =
    `Nine predictions in ten are between ${signed(at('0.05'))} and ${signed(at('0.95'))} ${unit} off; on average they are ` +
    `${signed(bias)} ${unit} off. Dashed: the quantiles that so many rows are below. Not drawn: ` +
    `${percent(below)} of the rows further left, ${percent(above)} further right.`;
  return figure({
    title,
    text,
    chart: drawResiduals(
      `${title}. ${text}`,
      unit,
      bins,
      marks.filter((mark) => Number.isFinite(mark.at)),
    ),
    numbers: {
      columns: [
        { heading: 'share of rows', align: 'left' },
        { heading: `error below (${unit})`, align: 'right' },
      ],
      rows: Object.entries(errorQuantiles)
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([q, value]) => [percent(Number(q)), signed(value)]),
    },
  });
}

function calibrationFigure({
  input: { evaluation },
  comparison: { unit },
  rival,
}: ReportContext): Html | undefined {
  const own = evaluation.models['candidate']!.calibration;
  if (own.length === 0 || !own.every(({ predicted }) => Number.isFinite(predicted))) return undefined;
  const other = rival === undefined ? [] : evaluation.models[rival.name]!.calibration;
  const title = 'Calibration';
  const text = `${largestGap(own, unit)} Each mark is a tenth of the rows, by ascending prediction; on the diagonal the mean prediction is the mean truth.`;
  return figure({
    title,
    text,
    ...(rival === undefined ? {} : { legend: rivalLegend(rival.label) }),
    chart: drawCalibration(`${title}. ${text}`, unit, own, other),
    numbers: {
      columns: [
        { heading: 'tenth', align: 'left' },
        { heading: 'rows', align: 'right' },
        { heading: `predicted (${unit})`, align: 'right' },
        { heading: `actual (${unit})`, align: 'right' },
        { heading: 'difference', align: 'right' },
      ],
      rows: own.map(({ rows, predicted, actual }, i) => [
        integer(i + 1),
        integer(rows),
        decimal(predicted),
        decimal(actual),
        signed(predicted - actual),
      ]),
    },
  });
}

function largestGap(calibration: ScoredModel['calibration'], unit: string): string {
  const gaps = calibration.map(({ predicted, actual }) => predicted - actual);
  const largest = gaps.reduce((most, gap) => (Math.abs(gap) > Math.abs(most) ? gap : most), 0);
  const where = gaps.indexOf(largest);
  if (where < 0) return '';
  return `The candidate is furthest off where it predicts about ${decimal(calibration[where]!.predicted, 1)} ${unit}: by ${signed(largest)} ${unit}.`;
}
