import type { Metrics } from '../../pipeline/evaluate/evaluation.ts';
import { differenceText } from '../../pipeline/report/comparison-columns.ts';
import type { CoefficientMove } from '../../pipeline/report/findings/coefficient-moves.ts';
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
import type { ScoredModel } from '../../platform/run/find-scored.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { type TextColumn, textTable } from './table.ts';
import { wrap, wrapHanging } from './wrap.ts';

export interface ShownTwo {
  readonly models: readonly [before: ScoredModel, after: ScoredModel];
  readonly two: TwoModels;
  readonly minRows: number;
}

/** Lines of a table that are shown; the document has all of them. */
const [SHOWN_SLICES, SHOWN_CHANGES, SHOWN_COEFFICIENTS] = [8, 20, 8] as const;

const METRICS: readonly (readonly [
  label: string,
  of: (metrics: Metrics) => number,
  show: (value: number) => string,
])[] = [
  ['RMSE', ({ rmse }) => rmse, decimal],
  ['MAE', ({ mae }) => mae, decimal],
  ['median of |error|', ({ medianAbsoluteError }) => medianAbsoluteError, decimal],
  ['R²', ({ r2 }) => r2, decimal],
  ['bias', ({ bias }) => bias, signed],
];

/** Two models side by side, for a terminal: metrics, slices, and what changed in contract and coefficients. */
export function renderTwo({ models, two, minRows }: ShownTwo, options: TerminalOptions): string {
  const [before, after] = models.map(({ name }) => name) as [string, string];
  const { evaluation, difference, slices, contract, coefficients } = two;
  const { unit } = evaluation.target;
  const { strong, faint, tones } = palette(options.color);
  const width = lineWidth(options);
  const table = (headings: readonly string[], rows: readonly (readonly string[])[], texts = 1) =>
    textTable(
      headings.map((heading, c) => ({ heading, align: c < texts ? 'left' : 'right' }) satisfies TextColumn),
      rows,
      faint,
    ).map((line) => `  ${line}`);
  const more = (shown: number, all: number) =>
    all > shown ? [faint(`  and ${integer(all - shown)} more, in --json`)] : [];
  const isSure = Number.isFinite(difference.lower) && (difference.upper < 0 || difference.lower > 0);
  const tone = !isSure ? tones.wait : difference.upper < 0 ? tones.good : tones.bad;

  return [
    strong(`${after} against ${before} on ${plural(evaluation.rows, 'row')} of ${list(evaluation.periods)}`),
    ...wrapHanging(
      '  ',
      `Δ RMSE ${differenceText(difference)} ${unit} (${percent(1 - difference.alpha)} interval by day): ${verdictOf(two, after)}`,
      width,
    ).map(tone),
    '',
    ...table(
      [`on the same rows, ${unit}`, before, after, 'change'],
      METRICS.map(([label, of, show]) => {
        const [old, now] = [
          of(evaluation.models['champion']!.metrics),
          of(evaluation.models['candidate']!.metrics),
        ];
        return [label, show(old), show(now), signed(now - old)];
      }),
    ),
    '',
    strong('Slices that moved most'),
    ...wrap(describeMoves(slices, before, minRows), width).map(faint),
    ...table(
      ['slice', 'key', 'rows', before, after, 'Δ RMSE', 'share'],
      slices.moved
        .slice(0, SHOWN_SLICES)
        .map(({ slice, key, rows, rival, candidate, change, relative }) => [
          printable(slice),
          printable(key),
          integer(rows),
          decimal(rival),
          decimal(candidate),
          differenceText(change),
          signedPercent(relative),
        ]),
      2,
    ),
    '',
    strong('What changed in the contract'),
    ...(contract.length === 0
      ? ['  nothing']
      : contract.slice(0, SHOWN_CHANGES).flatMap((change) => changeLines(change, width, tones))),
    ...more(SHOWN_CHANGES, contract.length),
    '',
    strong('Coefficients whose change moves predictions most'),
    ...table(
      ['term', 'group', before, after, `effect, ${unit}`],
      coefficients.slice(0, SHOWN_COEFFICIENTS).map(coefficientCells),
      2,
    ),
    ...more(SHOWN_COEFFICIENTS, coefficients.length),
  ].join('\n');
}

function verdictOf({ difference: { lower, upper } }: TwoModels, after: string): string {
  if (!Number.isFinite(lower)) return 'too few days to tell';
  if (upper < 0) return `${after} is better`;
  return lower > 0 ? `${after} is worse` : 'no clear difference';
}

function changeLines(
  { path, before, after }: Change,
  width: number,
  tones: ReturnType<typeof palette>['tones'],
): string[] {
  const told = (sign: string, value: unknown) =>
    value === undefined || (Array.isArray(value) && value.length === 0)
      ? []
      : wrapHanging(
          `    ${sign} `,
          printable(typeof value === 'string' ? value : JSON.stringify(value)),
          width,
        );
  return [`  ${printable(path)}`, ...told('-', before).map(tones.bad), ...told('+', after).map(tones.good)];
}

function coefficientCells({ term, group, candidate, champion, effect }: CoefficientMove): string[] {
  const number = (value: number | undefined) =>
    value === undefined ? NO_VALUE : Math.abs(value) < 0.0995 ? decimal(value, 5) : decimal(value);
  return [
    term,
    group,
    number(champion),
    number(candidate),
    effect === undefined ? NO_VALUE : decimal(effect),
  ];
}
