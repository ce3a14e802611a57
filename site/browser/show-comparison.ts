import { dataTable } from '../../pipeline/report/document/data-table.ts';
import { type Html, type HtmlValue, html } from '../../pipeline/report/document/html-template.ts';
import { decimal, integer, list, NO_VALUE, percent, signed } from '../../pipeline/report/format.ts';
import type { Pair, VersionComparison } from '../../pipeline/site/compare-versions.ts';
import type { VersionSummary } from '../../pipeline/site/version-summary.ts';
import { monthList } from '../pages/day.ts';
import { type BarRow, showBars } from './show-bars.ts';

type Two = readonly [VersionSummary, VersionSummary];

const SHOWN_TERMS = 12;
const METRIC_WORDS = {
  rmse: 'RMSE',
  mae: 'MAE',
  medianAbsoluteError: 'Median absolute error',
  r2: 'R²',
  bias: 'Bias',
} as const;

/** Two versions side by side: which is better where that is known, then what each is. */
export function showComparison(
  two: Two,
  comparison: VersionComparison,
  drift: Readonly<Record<string, number>>,
  unit: string,
): Html {
  return html`${answer(two, comparison, unit)}
<div class="columns">
<figure class="block"><figcaption><h2 class="figure-name">As each was judged</h2><p>${comparison.isSameHoldout ? 'On the same rows.' : 'Each on its own months, so that a difference may be the months’.'}</p></figcaption>${metricsTable(two, comparison, unit)}</figure>
<figure class="block"><figcaption><h2 class="figure-name">By month</h2><p>RMSE in ${unit} on every month that one of them is known on and was not trained on; only where both stand do they compare.</p></figcaption>${monthsTable(two, comparison)}</figure>
${comparison.slices.map((slice) => sliceFigure(two, slice, unit))}
<figure><figcaption><h2 class="figure-name">What moves predictions</h2><p>The standard deviation of what each term adds, in ${unit}.</p></figcaption>${bars(
    two,
    'Spread by term',
    'Term',
    unit,
    comparison.terms
      .slice(0, SHOWN_TERMS)
      .map(({ term, group, spread }) => ({ label: html`${term} <small>${group}</small>`, values: spread })),
  )}</figure>
<figure class="block"><figcaption><h2 class="figure-name">Drift between their data</h2><p>PSI of each column between the months that they were trained on.</p></figcaption>${driftTable(drift)}</figure>
</div>`;
}

function answer([a, b]: Two, { judged, months }: VersionComparison, unit: string): Html {
  if (a.version === b.version) return html`<p class="answer-line">The same version twice.</p>`;
  if (judged) {
    const { difference, lower, upper, alpha, periods } = judged;
    return html`<p class="answer-line"><b>${a.version} errs by ${decimal(Math.abs(difference))} ${unit} ${difference < 0 ? 'less' : 'more'} than ${b.version}</b> on the same rows of ${list(periods)}: RMSE ${signed(difference)}, ${percent(1 - alpha)} interval ${signed(lower)} to ${signed(upper)}.</p>`;
  }
  const both = months.filter(({ rmse }) => rmse.every((value) => value !== undefined)).at(-1);
  if (!both) {
    return html`<p class="answer-line"><b>Not judged on the same month.</b> Which is better cannot be told from what follows; <code>ratchet compare</code> scores both on the same rows.</p>`;
  }
  const [one, other] = both.rmse as [number, number];
  return html`<p class="answer-line"><b>${a.version} errs by ${decimal(Math.abs(one - other))} ${unit} ${one < other ? 'less' : 'more'} than ${b.version}</b> on ${both.period}: RMSE ${decimal(one)} against ${decimal(other)}. They were not judged against each other, so that there is no interval.</p>`;
}

function metricsTable([a, b]: Two, { metrics }: VersionComparison, unit: string): Html {
  const number = (value: number | undefined) => (value === undefined ? NO_VALUE : decimal(value));
  const facts = (label: string, of: (version: VersionSummary) => HtmlValue) => [label, of(a), of(b), ''];
  return dataTable({
    caption: 'Metrics',
    columns: [
      { heading: `In ${unit}`, align: 'left' },
      { heading: a.version, align: 'right' },
      { heading: b.version, align: 'right' },
      { heading: 'Difference', align: 'right' },
    ],
    rows: [
      ...metrics.map(({ name, values: [one, other] }) => [
        METRIC_WORDS[name as keyof typeof METRIC_WORDS],
        number(one),
        number(other),
        one === undefined || other === undefined ? NO_VALUE : signed(one - other),
      ]),
      facts('Judged on', ({ judgedOn }) => monthList(judgedOn)),
      facts('Rows', ({ metrics: { rows } }) => integer(rows)),
      facts('Trained on', ({ trainedOn }) => monthList(trainedOn)),
      facts('Rows', ({ trainingRows }) => integer(trainingRows)),
    ],
  });
}

function monthsTable([a, b]: Two, { months }: VersionComparison): Html {
  return dataTable({
    caption: 'RMSE by month',
    columns: [
      { heading: 'Month', align: 'left' },
      { heading: a.version, align: 'right' },
      { heading: b.version, align: 'right' },
      { heading: 'Difference', align: 'right' },
    ],
    rows: months.map(({ period, rmse: [one, other] }) => [
      period,
      one === undefined ? NO_VALUE : decimal(one),
      other === undefined ? NO_VALUE : decimal(other),
      one === undefined || other === undefined ? NO_VALUE : signed(one - other),
    ]),
  });
}

function sliceFigure(two: Two, { slice, keys }: VersionComparison['slices'][number], unit: string): Html {
  const rows = keys.map(({ key, rmse }) => ({ label: key, values: rmse }));
  return html`<figure><figcaption><h2 class="figure-name">By ${slice.replaceAll('_', ' ')}</h2><p>RMSE in ${unit}, where there are rows enough.</p></figcaption>${bars(two, `RMSE by ${slice}`, slice, unit, rows)}</figure>
`;
}

function bars(
  two: Two,
  caption: string,
  heading: string,
  unit: string,
  rows: readonly { readonly label: BarRow['label']; readonly values: Pair }[],
): Html {
  return showBars({
    caption,
    unit,
    heading: heading.replaceAll('_', ' '),
    models: two.map(({ version }) => version),
    rows: rows.map(({ label, values }) => ({ label, values: values.map((value) => value ?? Number.NaN) })),
    number: (value) => decimal(value, 2),
  });
}

function driftTable(drift: Readonly<Record<string, number>>): Html {
  return dataTable({
    caption: 'Drift by column',
    columns: [
      { heading: 'Column', align: 'left' },
      { heading: 'PSI', align: 'right' },
    ],
    rows: Object.entries(drift)
      .sort(([, x], [, y]) => y - x)
      .map(([column, psi]) => [column, decimal(psi)]),
  });
}
