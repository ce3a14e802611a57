import type { Model } from '../model/model.ts';
import { reachedExpressions } from '../predict/scoring-columns.ts';

/** A value of a category, as a person chooses it. */
export interface CategoryOption {
  /** What the data has. */
  readonly label: string;
  /** What a person reads: unique among the options. */
  readonly title: string;
  /** What else helps to tell it from others; empty where nothing does. */
  readonly detail: string;
}

/**
 * What can be chosen for a category: the keys of the table that the model looks it up in, under their names there, and
 * whatever else was seen in training. In the order of the names.
 *
 * The column of the table with the most different values is the name; the one that the model reads is the detail.
 */
export function categoryOptions(model: Model, column: string): CategoryOption[] {
  const seen = model.state.categories[column] ?? [];
  const found = tableOf(model, column);
  const names = found && nameColumn(model.state.tables[found.table]!);
  const rows = names === undefined ? {} : model.state.tables[found!.table]![names]!;
  const details =
    found && found.column !== names ? model.state.tables[found.table]![found.column]! : undefined;
  const labels = [...new Set([...Object.keys(rows), ...seen])].filter((label) => label !== '');
  const named = labels.map((label) => ({
    label,
    title: rows[label] ?? label,
    detail: details?.[label] ?? '',
  }));
  const uses = new Map<string, number>();
  for (const { title } of named) uses.set(title, (uses.get(title) ?? 0) + 1);
  return named
    .map((option) =>
      uses.get(option.title)! > 1 ? { ...option, title: `${option.title} (${option.label})` } : option,
    )
    .sort((a, b) => byText(a.title, b.title));
}

/** The table and its column that a model looks a category up in. */
function tableOf(model: Model, column: string): { table: string; column: string } | undefined {
  for (const tree of reachedExpressions(model)) {
    if (tree.op !== 'call' || tree.name !== 'lookup') continue;
    const [key, from] = tree.args;
    if (key?.op !== 'name' || key.name !== column || from?.op !== 'name') continue;
    const [table = '', read = ''] = from.name.split('.');
    if (model.state.tables[table]?.[read]) return { table, column: read };
  }
  return undefined;
}

function nameColumn(table: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const different = ([, values]: [string, Readonly<Record<string, string>>]) =>
    new Set(Object.values(values)).size;
  return Object.entries(table).reduce((best, entry) =>
    different(entry) > different(best) ? entry : best,
  )[0];
}

/** Numbers by size, other texts by their characters, whatever the language of the machine. */
function byText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  const [p, q] = [a.toLowerCase(), b.toLowerCase()];
  return p < q ? -1 : p > q ? 1 : 0;
}
