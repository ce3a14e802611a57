import { figure, legend } from '../../../pipeline/report/document/figure.ts';
import type { Html } from '../../../pipeline/report/document/html-template.ts';
import { decimal, list, NO_VALUE } from '../../../pipeline/report/format.ts';
import { drawErrorHistory } from '../../../pipeline/report/plots/error-history.ts';
import type { ErrorLine } from '../../../pipeline/site/error-history.ts';
import type { PageContext } from '../page.ts';

/** The error of every version on every month that it is known on. */
export function errorsSection({ model: { errors, contract, health } }: PageContext): Html {
  const { unit } = contract.target;
  const live = health.live?.version;
  const label = `RMSE of ${list(errors.versions.map(({ name }) => name))} by month`;
  return figure({
    title: 'Error by month',
    text: 'A version is judged on the months after those it was trained on, and again on every month that a later version challenged it on.',
    legend: legend([
      ...(live === undefined ? [] : [{ mark: 'candidate', name: `${live}, live` }]),
      { mark: 'other', name: 'other versions' },
    ]),
    chart: drawErrorHistory(label, unit, errors, live),
    numbers: {
      columns: [
        { heading: 'Model', align: 'left' },
        ...errors.periods.map((heading) => ({ heading, align: 'right' as const })),
      ],
      rows: [...errors.versions, ...errors.comparisons].map((line) => [
        line.name,
        ...errors.periods.map((period) => rmseOf(line, period)),
      ]),
      isStrong: (row) => errors.versions[row]?.name === live && live !== undefined,
    },
  });
}

const rmseOf = ({ points }: ErrorLine, period: string): string => {
  const point = points.find((found) => found.period === period);
  return point ? decimal(point.rmse) : NO_VALUE;
};
