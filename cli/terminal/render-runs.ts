import { compareRuns, type FieldPair } from '../../pipeline/records/compare-runs.ts';
import type { FieldValue } from '../../pipeline/records/run-fields.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { decimal, integer, NO_VALUE, seconds, signed } from '../../pipeline/report/format.ts';
import { printable } from '../../pipeline/report/printable.ts';
import { verdictWords } from '../../pipeline/report/verdict-words.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { span } from './short.ts';
import { textTable } from './table.ts';
import { wrapHanging } from './wrap.ts';

const COLUMNS = [
  { heading: 'run', align: 'left' },
  { heading: 'when', align: 'left' },
  { heading: 'by', align: 'left' },
  { heading: 'trained on', align: 'left' },
  { heading: 'RMSE', align: 'right' },
  { heading: 'Δ champion', align: 'right' },
  { heading: 'time', align: 'right' },
  { heading: 'verdict', align: 'left' },
] as const;

/** As much of an id as people type; the document has all of it. */
const SHORT_ID = 7;

/** Runs as a table, in the order given. */
export function renderRuns(runs: readonly RunRecord[], { color }: TerminalOptions): string[] {
  const { faint, tones } = palette(color);
  const rows = runs.map(({ id, at, trigger, parameters, metrics, cost, verdict, version }) => {
    const { word, icon, tone } = verdict
      ? verdictWords[verdict.kind]
      : { word: 'not judged', icon: NO_VALUE, tone: 'neutral' as const };
    return [
      id.slice(0, SHORT_ID),
      at.slice(0, 10),
      trigger,
      span(parameters.train),
      decimal(metrics.rmse.holdout),
      metrics.difference ? signed(metrics.difference.value) : NO_VALUE,
      seconds(cost.trainSeconds),
      tones[tone](`${icon} ${word}${version === undefined ? '' : ` → ${version}`}`),
    ];
  });
  return textTable(COLUMNS, rows, faint);
}

/** What is longer is cut in the table, and told below it where it differs. */
const MAX_CELL = 24;

/** Two runs side by side. What differs is marked, and told in full where it is too long for the table. */
export function renderTwoRuns(
  [before, after]: readonly [RunRecord, RunRecord],
  options: TerminalOptions,
): string[] {
  const { strong, faint, tones } = palette(options.color);
  const { parameters, metrics, facts } = compareRuns(before, after);
  const columns = ['', 'field', before.id, after.id, 'change'].map((heading, c) => ({
    heading,
    align: c < 2 ? ('left' as const) : ('right' as const),
  }));
  const row = ({ name, before: a, after: b, differs }: FieldPair) => {
    const isNumber = typeof a === 'number' && typeof b === 'number';
    const change = isNumber && differs ? signed(b - a, isWhole(a) && isWhole(b) ? 0 : 3) : '';
    const cells = [differs ? '≠' : ' ', printable(name), cellOf(a), cellOf(b), change];
    return differs ? cells.map(tones.wait) : cells;
  };
  const inFull = ({ name, before: a, after: b }: FieldPair) => [
    `  ${printable(name)}`,
    ...sideLines('-', a, lineWidth(options)).map(tones.bad),
    ...sideLines('+', b, lineWidth(options)).map(tones.good),
  ];
  const section = (heading: string, pairs: readonly FieldPair[]) => [
    strong(heading),
    ...textTable(columns, pairs.map(row), faint),
    ...pairs.filter(isLongChange).flatMap(inFull),
    '',
  ];
  return [
    ...section('Parameters', parameters),
    ...section('Metrics', metrics),
    ...section('Everything else', facts),
  ];
}

const isWhole = Number.isInteger;

/** Digests are long, but tell apart by their beginning; what only one of two has is long, but no change. */
const isLongChange = ({ before, after, differs }: FieldPair): boolean =>
  differs &&
  [before, after].every((value) => typeof value === 'string') &&
  [before, after].some((value) => String(value).length > MAX_CELL && !DIGEST.test(String(value)));

const DIGEST = /^(sha256:)?[0-9a-f]{40,}$/;

function cellOf(value: FieldValue | undefined): string {
  if (value === undefined) return NO_VALUE;
  if (typeof value === 'number') return isWhole(value) ? integer(value) : decimal(value);
  const text = printable(value.replace(/^sha256:/, ''));
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text;
}

const sideLines = (sign: string, value: FieldValue | undefined, width: number): string[] =>
  value === undefined ? [] : wrapHanging(`    ${sign} `, printable(String(value)), width);
