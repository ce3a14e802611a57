import { figure, legend } from '../../../pipeline/report/document/figure.ts';
import { type Html, type HtmlValue, html } from '../../../pipeline/report/document/html-template.ts';
import { decimal, list, NO_VALUE } from '../../../pipeline/report/format.ts';
import { drawErrorHistory } from '../../../pipeline/report/plots/error-history.ts';
import type { ErrorLine } from '../../../pipeline/site/error-history.ts';
import type { PageContext } from '../page.ts';

/** Width that the chart is drawn at where there is room. */
const WIDE = 960;

/** The error of every version on every month that it is known on. */
export function errorsSection({ model: { errors, contract, health, missing } }: PageContext): Html {
  const { unit } = contract.target;
  const live = health.live?.version;
  const label = `RMSE of ${list(errors.versions.map(({ name }) => name))} by month`;
  const chart = (width?: number) => drawErrorHistory(label, unit, errors, live, width);
  return figure({
    title: 'Error by month',
    text: `RMSE of every version on every month at hand that it was not trained on, on the rows that are kept today. On one month, all speak of the same rows; lower is better.${missing.size === 0 ? '' : ` Not at hand: ${list([...missing.keys()])}.`}`,
    legend: legend([
      ...(live === undefined ? [] : [{ mark: 'candidate', name: `${live}, live` }]),
      ...(errors.versions.length > 1 ? [{ mark: 'other', name: 'other versions' }] : []),
    ]),
    chart: html`<div class="at-wide">${chart(WIDE)}</div><div class="at-narrow">${chart()}</div>`,
    numbers: {
      columns: [
        { heading: 'Model', align: 'left' },
        ...errors.periods.map((heading) => ({ heading, align: 'right' as const })),
      ],
      rows: [...errors.versions, ...errors.comparisons].map((line) => [
        line.name,
        ...errors.periods.map((period) => rmseCell(line, period)),
      ]),
      isStrong: (row) => errors.versions[row]?.name === live && live !== undefined,
    },
  });
}

function rmseCell({ points }: ErrorLine, period: string): HtmlValue {
  const point = points.find((found) => found.period === period);
  if (!point) return NO_VALUE;
  return point.isTrained ? html`<small>trained</small> ${decimal(point.rmse)}` : decimal(point.rmse);
}
