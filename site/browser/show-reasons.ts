import type { Model } from '../../pipeline/model/model.ts';
import type { InputValue } from '../../pipeline/predict/ride.ts';
import { type Html, html } from '../../pipeline/report/document/html-template.ts';
import { list, plural } from '../../pipeline/report/format.ts';
import type { FormField } from '../../pipeline/site/form-field.ts';
import { pairedTerms } from '../../pipeline/site/paired-terms.ts';
import type { RidePrediction } from './predict-ride.ts';
import { showBars } from './show-bars.ts';

const SHOWN_TERMS = 8;
/** Less than this is shown as 0.00. */
const VISIBLE = 0.005;

/** What each input does to the predictions, beside the same ride with that one input as most have it. */
export function showInputs(
  predictions: readonly RidePrediction[],
  fields: readonly FormField[],
  { unit }: Model['target'],
): Html {
  const labelOf = (input: string) => fields.find(({ name }) => name === input);
  const rows = predictions[0]!.effects.map(({ input, value, typical }) => ({
    name: labelOf(input)?.label ?? input,
    label: html`${labelOf(input)?.label ?? input} <b>${shown(value, labelOf(input))}</b> <small>usually ${usual(typical, labelOf(input))}</small>`,
    values: predictions.map(({ effects }) => effects.find((other) => other.input === input)?.effect ?? 0),
  }));
  const acts = ({ values }: { values: readonly number[] }) =>
    values.some((value) => Math.abs(value) >= VISIBLE);
  const still = rows.filter((row) => !acts(row)).map(({ name }) => name);
  return html`<figcaption><h2 class="figure-name">Why: by input</h2><p>This prediction less that with the one input as most rides have it. Inputs act together, so these do not add up.</p></figcaption>
${showBars({ caption: 'What each input does', unit, heading: 'Input', models: namesOf(predictions), rows: rows.filter(acts) })}
${still.length > 0 && html`<p class="note">As most rides have them, or of no effect: ${list(still)}.</p>`}`;
}

/** The predictions as sums: the constant, the largest terms, and all others together. */
export function showTerms(
  predictions: readonly RidePrediction[],
  { unit }: Model['target'],
): Html | undefined {
  const explanations = predictions.flatMap(({ explanation }) => explanation ?? []);
  if (explanations.length < predictions.length) return undefined;
  const rowsOf = (shownTerms: number) =>
    pairedTerms(explanations, shownTerms).map(({ term, group, effects }) => ({
      label: html`${term}${group !== '' && html` <small>${group}</small>`}`,
      values: effects,
    }));
  const count = Math.max(...explanations.map(({ terms }) => terms.length));
  const bars = {
    caption: `What each term adds, ${unit}`,
    unit,
    heading: 'Term',
    models: namesOf(predictions),
  };
  return html`<figcaption><h2 class="figure-name">How: by term</h2><p>${plural(count, 'term')} and the constant add up to the prediction of ${list(namesOf(predictions))}, exactly.</p></figcaption>
${showBars({ ...bars, rows: rowsOf(SHOWN_TERMS) })}
<details><summary>Every term</summary>${showBars({ ...bars, caption: `Every term, ${unit}`, rows: rowsOf(Number.POSITIVE_INFINITY) })}</details>`;
}

const namesOf = (predictions: readonly RidePrediction[]) => predictions.map(({ model }) => model.version);

/** Of a typical time, only the hour is typical. */
function usual(value: InputValue, field: FormField | undefined): string {
  const text = shown(value, field);
  return field?.kind === 'time' ? text.slice(-'16:00'.length) : text;
}

/** A value as the form shows it. */
function shown(value: InputValue, field: FormField | undefined): string {
  if (field?.kind === 'flag') return value === null ? 'not recorded' : 'recorded';
  if (value === null) return 'nothing';
  if (field?.kind === 'category')
    return field.options.find(({ label }) => label === value)?.title ?? String(value);
  return typeof value === 'number' ? String(Number(value.toPrecision(3))) : value.slice(0, 16);
}
