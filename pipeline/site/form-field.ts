import type { Model } from '../model/model.ts';
import { scoringColumns } from '../predict/scoring-columns.ts';
import { type Range, type TypicalInput, trainingReference } from '../predict/training-reference.ts';
import type { ColumnProfile, Profile } from '../validate/profile.ts';
import { type CategoryOption, categoryOptions } from './category-options.ts';
import { fieldLabel } from './field-label.ts';

interface FieldBase {
  /** The column. */
  readonly name: string;
  readonly label: string;
}

/** One input of the form that a model's inputs are entered in. */
export type FormField =
  | (FieldBase & {
      readonly kind: 'category';
      readonly options: readonly CategoryOption[];
      /** Label of the option that most rows of training have. */
      readonly initial: string;
    })
  | (FieldBase & {
      readonly kind: 'number';
      /** What was usual in training; a bound may be missing. */
      readonly range: readonly [low: number | null, high: number | null];
      readonly initial: number | null;
      /** Whether the model's geometry expects a value, which stands in for an empty one. */
      readonly isExpected: boolean;
    })
  | (FieldBase & { readonly kind: 'time'; readonly hour: number })
  | (FieldBase & {
      /** A column that is only asked whether it holds a value. */
      readonly kind: 'flag';
      readonly type: Model['columns'][string]['type'];
      readonly initial: boolean;
      /** What the model calls a row without a value; undefined where it has no name for it. */
      readonly without: string | undefined;
    });

/**
 * The form for a model: a field for each column that it reads. Places come first, then time, numbers, few-valued
 * categories and flags, so that a person finds at the top what a prediction depends on most.
 */
export function formFields(model: Model, profile: Profile): FormField[] {
  const reference = trainingReference(profile);
  const between: readonly string[] = model.features.geometry?.between ?? [];
  const fields = [...scoringColumns(model)].map(([name, use]): FormField => {
    const { type } = model.columns[name]!;
    const side = between.indexOf(name);
    const base = { name, label: side < 0 ? fieldLabel(name) : SIDES[side]! };
    if (use === 'null-flag')
      return {
        ...base,
        kind: 'flag',
        type,
        initial: mostlyThere(profile.columns[name]),
        without: nameOfNull(model, name),
      };
    const typical = reference.inputs[name];
    if (type === 'category')
      return { ...base, kind: 'category', options: categoryOptions(model, name), initial: labelOf(typical) };
    if (type === 'timestamp')
      return { ...base, kind: 'time', hour: typical?.kind === 'time' ? typical.hour : 12 };
    const isExpected = model.features.geometry?.column === name && model.state.geometry !== undefined;
    const value = typical?.kind === 'number' && Number.isFinite(typical.value) ? typical.value : null;
    return { ...base, kind: 'number', range: boundsOf(reference.ranges[name]), initial: value, isExpected };
  });
  return apart(fields, between, profile).sort((a, b) => rankOf(a, between) - rankOf(b, between));
}

/** Lets a ride start and end at different places, for a start that is also the end says little of a model. */
function apart(fields: FormField[], [from, to]: readonly string[], profile: Profile): FormField[] {
  const start = fields.find(({ name }) => name === from);
  const ends = to === undefined ? undefined : profile.columns[to];
  return fields.map((field) => {
    if (field.name !== to || field.kind !== 'category' || ends?.kind !== 'category') return field;
    if (start?.kind !== 'category' || start.initial !== field.initial) return field;
    const others = Object.entries(ends.categories.counts).filter(
      ([label]) => label !== '' && label !== start.initial,
    );
    const next = others.reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as [
      string,
      number,
    ])[0];
    return { ...field, initial: next || field.initial };
  });
}

const SIDES = ['From', 'To'] as const;

const RANKS = { category: 3, time: 1, number: 2, flag: 4 } as const;

const rankOf = ({ name, kind }: FormField, between: readonly string[]): number =>
  between.includes(name) ? between.indexOf(name) / 10 : RANKS[kind];

const labelOf = (typical: TypicalInput | undefined): string =>
  typical?.kind === 'category' ? typical.label : '';

const boundsOf = (range: Range | undefined): [number | null, number | null] => [
  finite(range?.[0]),
  finite(range?.[1]),
];

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** The number that a model has for "is there nothing?". */
function nameOfNull({ features }: Model, column: string): string | undefined {
  return Object.entries(features.numbers).find(
    ([, text]) => text.replace(/\s/g, '') === `is_null(${column})`,
  )?.[0];
}

function mostlyThere(column: ColumnProfile | undefined): boolean {
  if (column === undefined) return true;
  const [nulls, there] = countsOf(column);
  return there >= nulls;
}

function countsOf(column: ColumnProfile): [nulls: number, there: number] {
  const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0);
  if (column.kind === 'number')
    return [column.histogram.nulls, sum(column.histogram.bins.map(([, rows]) => rows))];
  if (column.kind === 'time') return [column.nulls, sum(column.hours)];
  if (column.kind === 'timestamp') return [column.nulls, Number.POSITIVE_INFINITY];
  const { counts, others } = column.categories;
  const nulls = counts[''] ?? 0;
  return [nulls, sum(Object.values(counts)) + others - nulls];
}
