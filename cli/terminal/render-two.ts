import type { Metrics } from '../../pipeline/evaluate/evaluation.ts';
import { differenceText } from '../../pipeline/report/comparison-columns.ts';
import type { Change } from '../../pipeline/report/findings/contract-changes.ts';
import { describeMoves } from '../../pipeline/report/findings/moved-slices.ts';
import {
  decimal,
  integer,
  list,
  NO_VALUE,
  percent,
  plural,
  signed,
  signedPercent,
} from '../../pipeline/report/format.ts';
import { printable } from '../../pipeline/report/printable.ts';
import type { TwoModels } from '../../platform/run/compare-two.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { textTable } from './table.ts';
import { wrap, wrapHanging } from './wrap.ts';

export interface ShownTwo {
  /** What they are called: v1 and v2. */
  readonly before: string;
  readonly after: string;
  readonly two: TwoModels;
  /** Slices of fewer rows are not told. */
  readonly minRows: number;
}

/** Lines of a table that are shown; the document has all of them. */
const [SHOWN_SLICES, SHOWN_CHANGES, SHOWN_COEFFICIENTS] = [8, 20, 8] as const;

/** Two models side by side, for a terminal: metrics, slices, and what changed in contract and coefficients. */
export function renderTwo(shown: ShownTwo, options: TerminalOptions): string {
  const { before, after, two } = shown;
  const { evaluation, contract, coefficients } = two;
  const { strong, faint, tones } = palette(options.color);
  const width = lineWidth(options);
  const { text, tone } = verdictOf(shown);
  const more = (limit: number, all: number) =>
    all > limit ? [faint(`  and ${integer(all - limit)} more, in --json`)] : [];
  const table = ({ headings, texts, rows }: Table) => {
    const columns = headings.map((heading, c) => ({
      heading,
      align: c < texts ? ('left' as const) : ('right' as const),
    }));
    return rows.length === 0 ? [] : textTable(columns, rows, faint).map((line) => `  ${line}`);
  };
  const change = ({ path, ...sides }: Change) => [
    `  ${printable(path)}`,
    ...sideLines('-', sides.before, width).map(tones.bad),
    ...sideLines('+', sides.after, width).map(tones.good),
  ];
  return [
    strong(`${after} against ${before} on ${plural(evaluation.rows, 'row')} of ${list(evaluation.periods)}`),
    ...wrapHanging('  ', text, width).map(tones[tone]),
    '',
    ...table(metricsTable(shown)),
    '',
    strong('Slices that moved most'),
    ...wrap(slicesNote(shown), width).map(faint),
    ...table(slicesTable(shown)),
    '',
    strong('What changed in the contract'),
    ...(contract.length === 0 ? ['  nothing'] : contract.slice(0, SHOWN_CHANGES).flatMap(change)),
    ...more(SHOWN_CHANGES, contract.length),
    '',
    strong('Coefficients whose change moves predictions most'),
    ...table(coefficientsTable(shown)),
    ...more(SHOWN_COEFFICIENTS, coefficients.length),
  ].join('\n');
}

function verdictOf({ after, two: { difference, evaluation } }: ShownTwo): {
  text: string;
  tone: 'good' | 'bad' | 'wait';
} {
  const { lower, upper, alpha } = difference;
  const change = `Δ RMSE ${differenceText(difference)} ${evaluation.target.unit} (${percent(1 - alpha)} interval by day)`;
  if (!Number.isFinite(lower)) return { text: `${change}: too few days to tell`, tone: 'wait' };
  if (upper < 0) return { text: `${change}: ${after} is better`, tone: 'good' };
  return lower > 0
    ? { text: `${change}: ${after} is worse`, tone: 'bad' }
    : { text: `${change}: no clear difference`, tone: 'wait' };
}

interface Table {
  readonly headings: readonly string[];
  /** Columns of text, which come first; all others are numbers. */
  readonly texts: number;
  readonly rows: readonly (readonly string[])[];
}

type Metric = readonly [label: string, of: (metrics: Metrics) => number, show: (value: number) => string];

const METRICS: readonly Metric[] = [
  ['RMSE', ({ rmse }) => rmse, decimal],
  ['MAE', ({ mae }) => mae, decimal],
  ['median of |error|', ({ medianAbsoluteError }) => medianAbsoluteError, decimal],
  ['R²', ({ r2 }) => r2, decimal],
  ['bias', ({ bias }) => bias, signed],
];

function metricsTable({ before, after, two: { evaluation } }: ShownTwo): Table {
  const { champion, candidate } = evaluation.models;
  const rows = METRICS.map(([label, of, show]) => {
    const [old, now] = [of(champion!.metrics), of(candidate!.metrics)];
    return [label, show(old), show(now), signed(now - old)];
  });
  return {
    headings: [`on the same rows, ${evaluation.target.unit}`, before, after, 'change'],
    texts: 1,
    rows,
  };
}

function slicesNote({ before, two: { slices }, minRows }: ShownTwo): string {
  if (slices.moved.length > 0) return describeMoves(slices, before, minRows);
  return `No slice has the ${plural(minRows, 'row')} that it takes to say anything.`;
}

function slicesTable({ before, after, two: { slices } }: ShownTwo): Table {
  const rows = slices.moved
    .slice(0, SHOWN_SLICES)
    .map(({ slice, key, rows, rival, candidate, change, relative }) => [
      printable(slice),
      printable(key),
      integer(rows),
      decimal(rival),
      decimal(candidate),
      differenceText(change),
      signedPercent(relative),
    ]);
  return { headings: ['slice', 'key', 'rows', before, after, 'Δ RMSE', 'share'], texts: 2, rows };
}

function coefficientsTable({ before, after, two: { coefficients, evaluation } }: ShownTwo): Table {
  const rows = coefficients
    .slice(0, SHOWN_COEFFICIENTS)
    .map(({ term, group, candidate, champion, effect }) => [
      printable(term),
      group,
      coefficient(champion),
      coefficient(candidate),
      effect === undefined ? NO_VALUE : decimal(effect),
    ]);
  return { headings: ['term', 'group', before, after, `effect, ${evaluation.target.unit}`], texts: 2, rows };
}

/** Small ones with more digits: they belong to columns of large numbers. */
function coefficient(value: number | undefined): string {
  return value === undefined ? NO_VALUE : decimal(value, Math.abs(value) < 0.1 ? 5 : 3);
}

/** What one side of a change says; nothing where it has no such key, or has nothing that the other lacks. */
function sideLines(sign: string, value: unknown, width: number): string[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return wrapHanging(`    ${sign} `, printable(text), width);
}
