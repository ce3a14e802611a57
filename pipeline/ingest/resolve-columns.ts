import { didYouMean } from '../contract/nearest.ts';
import type { Contract } from '../contract/schema.ts';
import { digestOf } from '../digest/digest.ts';
import { RatchetError } from '../errors.ts';
import type { LogicalType } from './physical-type.ts';
import type { RowSource, SourceColumn } from './row-source.ts';

/** A contract column and the source column that carries it. */
export interface ResolvedColumn {
  readonly name: string;
  readonly type: LogicalType;
  readonly source: string;
  readonly physical: string;
}

/** How a source meets the contract. */
export interface ResolvedSchema {
  readonly file: string;
  readonly columns: readonly ResolvedColumn[];
  /** Every [name, physical type] of the source, in its order. */
  readonly physical: readonly (readonly [string, string])[];
  /** Columns of the source that the contract does not use. */
  readonly extra: readonly string[];
  /** What is worth knowing and no violation: renames, columns that hold nothing. */
  readonly notes: readonly string[];
  /** sha256 of `physical`: two months with the same digest were written with the same schema. */
  readonly digest: string;
}

/**
 * Finds the contract's columns in a source, by their names over the years.
 *
 * @param required names that must be there (default: all); other columns are resolved when present
 * @throws RatchetError `schema` with every violation at once
 */
export function resolveColumns(
  contract: Pick<Contract, 'columns'>,
  source: Pick<RowSource, 'file' | 'schema'>,
  required: Iterable<string> = Object.keys(contract.columns),
): ResolvedSchema {
  const { file, schema } = source;
  const needed = new Set(required);
  const byName = new Map(schema.map((column) => [column.name, column]));
  const columns: ResolvedColumn[] = [];
  const violations: string[] = [];
  const notes: string[] = [];

  for (const [name, { type, from }] of Object.entries(contract.columns)) {
    const names = [...new Set([...(from ?? []), name])];
    const present = names.filter((alias) => byName.has(alias));
    const found = byName.get(present[0] ?? '');
    if (!found) {
      if (needed.has(name)) violations.push(missing(file, name, type, names, schema));
      continue;
    }
    if (!found.holds.includes(type)) {
      violations.push(wrongType(file, name, type, found));
      continue;
    }
    if (present.length > 1)
      notes.push(`${name} is read from ${present[0]}; ${present.slice(1).join(', ')} is there too`);
    if (found.type === 'null') notes.push(`${found.name} holds nothing in this file`);
    columns.push({ name, type, source: found.name, physical: found.type });
  }
  if (violations.length > 0) {
    throw new RatchetError('schema', violations.join('\n'), {
      file,
      hint: 'name the column among the `from:` names of model.yaml, change its type there, or correct the file',
    });
  }
  const used = new Set(columns.map((column) => column.source));
  const physical = schema.map(({ name, type }) => [name, type] as const);
  return {
    file,
    columns,
    physical,
    extra: schema.filter(({ name }) => !used.has(name)).map(({ name }) => name),
    notes,
    digest: digestOf(physical),
  };
}

function missing(
  file: string,
  name: string,
  type: string,
  names: string[],
  schema: readonly SourceColumn[],
): string {
  const present = schema.map((column) => column.name);
  return `${file}: column ${name}: expected a ${type} named ${names.join(' or ')}, found none of them; ${didYouMean(names[0]!, present)}`;
}

function wrongType(file: string, name: string, type: string, found: SourceColumn): string {
  const named = found.name === name ? '' : ` (in ${found.name})`;
  return `${file}: column ${name}: expected a ${type}, found ${found.type}${named}`;
}
