import type { GatePolicy } from '../../pipeline/contract/schema.ts';
import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import { worstSlices } from '../../pipeline/evaluate/worst-slices.ts';
import { type ComparisonTable, compareModels } from '../../pipeline/report/comparison.ts';
import { decimal, integer, list, plural } from '../../pipeline/report/format.ts';
import { printable } from '../../pipeline/report/printable.ts';
import { comparisonLines } from './comparison-lines.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { textTable } from './table.ts';
import { wrap, wrapHanging } from './wrap.ts';

/** Slices listed; the document has all of them. */
const SHOWN_SLICES = 5;

/** What an evaluation calls the model in question. */
const SUBJECT = 'candidate';

/** The comparison table of an evaluation and the slices on which the model errs most, for a terminal. */
export function renderEvaluation(
  evaluation: Evaluation,
  { name, policy }: { readonly name: string; readonly policy: GatePolicy },
  options: TerminalOptions,
): string {
  const width = lineWidth(options);
  const colors = palette(options.color);
  const { strong, faint, tones } = colors;
  const comparison = compareModels(evaluation, {}, policy);
  // Under the name it was asked for by: a published version is no candidate.
  const rows = comparison.rows.map((row) => (row.role === 'candidate' ? { ...row, label: name } : row));
  const known = evaluation.periods.filter((period) => evaluation.models[SUBJECT]!.periods.includes(period));
  const seen = `${name} was trained on ${list(known)}: its error there says nothing about new rows`;
  return [
    ...comparisonLines({ ...comparison, rows }, width, colors),
    ...wrap(noteOn(comparison, name), width).map(faint),
    ...(known.length === 0 ? [] : wrapHanging('▲ ', seen, width).map(tones.wait)),
    '',
    strong(`Where ${name} errs most, of slices with at least ${plural(policy.slice_min_rows, 'row')}`),
    ...sliceLines(evaluation, policy, faint),
  ].join('\n');
}

function noteOn({ judgedRows, periods, days, resamples }: ComparisonTable, name: string): string {
  return (
    `All on the same ${plural(judgedRows, 'row')} of ${list(periods)}. Δ RMSE: that of ${name} less the model's, below ` +
    `zero where ${name} is better; paired bootstrap over ${plural(days, 'day')}, ${integer(resamples)} resamples.`
  );
}

function sliceLines(
  evaluation: Evaluation,
  { slice_min_rows: minRows }: GatePolicy,
  faint: (text: string) => string,
): string[] {
  const hasRival = 'champion' in evaluation.models;
  const columns = [
    { heading: 'slice', align: 'left' },
    { heading: 'key', align: 'left' },
    { heading: 'rows', align: 'right' },
    { heading: `RMSE (${evaluation.target.unit})`, align: 'right' },
    ...(hasRival ? [{ heading: 'champion', align: 'right' } as const] : []),
  ] as const;
  const rows = worstSlices(evaluation, SUBJECT, minRows)
    .slice(0, SHOWN_SLICES)
    .map(({ slice, key, rows, rmse }) => [
      printable(slice),
      printable(key),
      integer(rows),
      decimal(rmse[SUBJECT]!),
      ...(hasRival ? [decimal(rmse['champion']!)] : []),
    ]);
  return rows.length === 0 ? ['  none'] : textTable(columns, rows, faint).map((line) => `  ${line}`);
}
