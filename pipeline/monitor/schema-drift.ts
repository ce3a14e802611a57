import type { Contract } from '../contract/schema.ts';
import { compareSchemas } from '../ingest/compare-schemas.ts';

type Columns = readonly (readonly [name: string, type: string])[];

/** How a file's columns differ from an earlier one's, and what of that touches the columns that the contract reads. */
export interface SchemaDrift {
  readonly notes: readonly string[];
  readonly alarms: readonly string[];
}

/** Physical types by what they hold: widths and units may change from month to month. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^(u?int|float|double|decimal)/, 'number'],
  [/^(timestamp|date)/, 'time'],
  [/^(large_)?(string|utf8|text)/, 'text'],
  [/^bool/, 'flag'],
];

/** A column that the contract reads alarms where it is gone under its name, or holds another kind of value. */
export function schemaDrift(
  { columns }: Pick<Contract, 'columns'>,
  before: Columns,
  after: Columns,
): SchemaDrift {
  const read = new Set(Object.entries(columns).flatMap(([name, { from }]) => [name, ...(from ?? [])]));
  const is = new Map(after);
  const alarms = before
    .filter(([name]) => read.has(name))
    .flatMap(([name, type]) => {
      const now = is.get(name);
      if (now === undefined) return [`${name} is gone; another of its names stands for it`];
      return familyOf(type) === familyOf(now) ? [] : [`${name} was ${type} and is ${now}`];
    });
  return { notes: compareSchemas(before, after), alarms };
}

/** A column that held nothing may hold anything later. */
function familyOf(type: string): string {
  if (type === 'null') return 'number';
  return FAMILIES.find(([pattern]) => pattern.test(type))?.[1] ?? type;
}
