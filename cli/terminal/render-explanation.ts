import type { Model } from '../../pipeline/model/model.ts';
import type { Explanation } from '../../pipeline/predict/explain.ts';
import type { InputEffect } from '../../pipeline/predict/input-effects.ts';
import type { InputValue } from '../../pipeline/predict/ride.ts';
import type { ScoringWarning } from '../../pipeline/predict/scoring-warning.ts';
import { decimal, integer, NO_VALUE, signed } from '../../pipeline/report/format.ts';
import { printable } from '../../pipeline/report/printable.ts';
import { bar } from './bar.ts';
import { lineWidth, palette, type TerminalOptions } from './paint.ts';
import { textTable } from './table.ts';
import { wrap, wrapHanging } from './wrap.ts';

export interface ShownExplanation {
  /** nyc-green-taxi v1 */
  readonly name: string;
  readonly model: Pick<Model, 'target' | 'recipe'>;
  readonly explanation: Explanation;
  readonly byInput: readonly InputEffect[];
  readonly warnings: readonly ScoringWarning[];
}

const BAR_WIDTH = 24;
/** Terms listed; the document has all of them. */
const SHOWN_TERMS = 12;

/** One prediction taken apart, for a terminal: by input, by group of terms, and the largest terms. */
export function renderExplanation(shown: ShownExplanation, options: TerminalOptions): string {
  const { name, model, explanation, byInput, warnings } = shown;
  const { target, recipe } = model;
  const { prediction, constant, groups, terms } = explanation;
  const { strong, faint, tones } = palette(options.color);
  const width = lineWidth(options);
  const columns = (headings: readonly string[]) => [
    ...headings.map((heading) => ({ heading, align: 'left' as const })),
    { heading: target.unit, align: 'right' as const },
    { heading: '', align: 'left' as const },
  ];
  /** Rows with a bar each, all to one scale. */
  const table = (
    headings: readonly string[],
    rows: readonly { readonly cells: readonly string[]; readonly effect: number }[],
  ) => {
    const largest = Math.max(...rows.map(({ effect }) => Math.abs(effect)));
    const paint = (effect: number) => tones[effect < 0 ? 'good' : 'neutral'];
    const lines = rows.map(({ cells, effect }) => [
      ...cells.map(printable),
      signed(effect),
      paint(effect)(bar(effect, largest, BAR_WIDTH)),
    ]);
    return textTable(columns(headings), lines, faint).map((line) => `  ${line}`);
  };
  const note = (text: string) => wrap(text, width).map(faint);

  return [
    strong(`${name} predicts a ${target.name} of ${decimal(prediction)} ${target.unit}`),
    ...warnings.flatMap(({ message }) => wrapHanging('▲ ', printable(message), width).map(tones.wait)),
    '',
    strong('By input'),
    ...note('This ride less the same ride with that one input as most rides have it.'),
    ...table(
      ['input', 'here', 'typical'],
      byInput.map(({ input, value, typical, effect }) => ({
        cells: [input, valueText(value), valueText(typical)],
        effect,
      })),
    ),
    '',
    strong('By group of terms'),
    ...note(
      'Constant and groups add up to the prediction, exactly.' +
        // Without a first stage there is no such term.
        (recipe.base.length === 0
          ? ''
          : ' The term prediction is the answer of the first stage: base and encodings.'),
    ),
    ...table(
      ['group', 'terms'],
      [
        { cells: ['constant', ''], effect: constant },
        ...groups.map(({ group, terms: count, effect }) => ({ cells: [group, integer(count)], effect })),
      ],
    ),
    '',
    strong(`The largest of ${integer(terms.length)} terms`),
    ...table(
      ['term', 'group'],
      terms.slice(0, SHOWN_TERMS).map(({ term, group, effect }) => ({ cells: [term, group], effect })),
    ),
  ].join('\n');
}

const valueText = (value: InputValue) => (value === null ? NO_VALUE : String(value));
