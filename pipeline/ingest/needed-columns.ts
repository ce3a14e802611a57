import { type Expression, parseExpression } from '../contract/expression.ts';
import type { Contract } from '../contract/schema.ts';

/** How the expressions of a contract use a column: its values, or only whether it holds one. */
export type ColumnUse = 'value' | 'null-flag';

export interface NeedingContract
  extends Pick<Contract, 'columns' | 'features' | 'recipe' | 'comparisons' | 'gate'> {
  /** Columns that a model of another contract reads, which is to be scored on the same rows. */
  readonly alsoReads?: readonly string[];
}

/** The contract's columns that features, recipes, comparisons and slices read, and how. */
export function neededColumns(contract: NeedingContract): Map<string, ColumnUse> {
  const uses = new Map<string, ColumnUse>();
  const visited = new Set<string>();
  const { numbers, keys } = contract.features;

  const visitName = (name: string): void => {
    const definition = numbers[name] ?? keys[name];
    if (definition === undefined) {
      if (name in contract.columns) uses.set(name, 'value');
      // Anything else is a table, a result of the geometry or a prediction: no column.
    } else if (!visited.has(name)) {
      visited.add(name);
      visit(parseExpression(definition));
    }
  };
  const visit = (tree: Expression): void => {
    if (tree.op === 'name') visitName(tree.name);
    else if (tree.op === 'call') visitCall(tree.name, tree.args);
    else if (tree.op !== 'literal') {
      visit(tree.left);
      visit(tree.right);
    }
  };
  const visitCall = (name: string, args: readonly Expression[]): void => {
    const only = args[0];
    if (name === 'is_null' && only?.op === 'name' && only.name in contract.columns) {
      if (!uses.has(only.name)) uses.set(only.name, 'null-flag');
    } else for (const arg of args) visit(arg);
  };

  for (const expression of expressionsOf(contract)) visit(parseExpression(expression));
  for (const name of contract.alsoReads ?? []) uses.set(name, 'value');
  return uses;
}

/** Every expression and name of a contract from which columns can be reached. */
function expressionsOf({ features, recipe, comparisons, gate }: NeedingContract): string[] {
  const { geometry } = features;
  const recipes = [recipe, ...Object.values(comparisons)];
  return [
    ...Object.values(features.numbers),
    ...Object.values(features.keys),
    ...(geometry ? [...geometry.between, geometry.measured, geometry.unless] : []),
    ...recipes.flatMap(({ base, final, weight }) => [
      ...base,
      ...final,
      ...(weight === undefined ? [] : [weight]),
    ]),
    ...recipes.flatMap(({ encodings }) =>
      encodings.flatMap(({ chains }) =>
        Object.values(chains)
          .flat()
          .flatMap(({ by, slope }) => [...by, ...(slope === undefined ? [] : [slope])]),
      ),
    ),
    ...Object.values(gate.slices).flatMap(({ by }) => by),
  ];
}
