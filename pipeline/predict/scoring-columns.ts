import { type Expression, parseExpression } from '../contract/expression.ts';
import type { ColumnUse } from '../ingest/needed-columns.ts';
import type { Model } from '../model/model.ts';

/** What of a model decides which columns it reads. */
export type ReadingModel = Pick<Model, 'columns' | 'features' | 'recipe'>;

/**
 * The columns that a ride must have for a model to score it, and how they are used, in the contract's order. What only
 * training or judging reads (the target, weights, slices, features of other recipes) is not among them.
 */
export function scoringColumns(model: ReadingModel): ReadonlyMap<string, ColumnUse> {
  const uses = new Map<string, ColumnUse>();
  for (const call of reachedExpressions(model)) {
    if (call.op === 'name' && call.name in model.columns) uses.set(call.name, 'value');
    const flagged = flaggedColumn(call, model);
    if (flagged !== undefined && !uses.has(flagged)) uses.set(flagged, 'null-flag');
  }
  const order = Object.keys(model.columns);
  return new Map([...uses].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

/** Every part of every expression that a prediction depends on; names that are defined by others are followed. */
export function* reachedExpressions(model: ReadingModel): Generator<Expression> {
  const { numbers, keys, geometry } = model.features;
  const clusters = Object.keys(geometry?.clusters ?? {});
  const placed = new Set(
    geometry ? ['expected', ...clusters.flatMap((name) => [`from_${name}`, `to_${name}`])] : [],
  );
  const followed = new Set<string>();

  function* visit(tree: Expression): Generator<Expression> {
    yield tree;
    if (tree.op === 'call') {
      if (flaggedColumn(tree, model) === undefined) for (const arg of tree.args) yield* visit(arg);
    } else if (tree.op === 'name') yield* follow(tree.name);
    else if (tree.op !== 'literal') {
      yield* visit(tree.left);
      yield* visit(tree.right);
    }
  }
  function* follow(name: string): Generator<Expression> {
    if (followed.has(name)) return;
    followed.add(name);
    const definition = numbers[name] ?? keys[name];
    if (definition !== undefined) yield* visit(parseExpression(definition));
    else if (geometry && placed.has(name))
      for (const side of geometry.between) yield* visit({ op: 'name', name: side });
  }
  for (const expression of rootsOf(model)) yield* visit(parseExpression(expression));
}

function rootsOf({ recipe: { base, encodings, final } }: ReadingModel): string[] {
  // Without a base there is no first stage, and the encodings are never asked for.
  if (base.length === 0) return final;
  const steps = encodings.flatMap(({ chains }) => Object.values(chains).flat());
  return [
    ...final,
    ...base,
    ...steps.flatMap(({ by, slope }) => (slope === undefined ? by : [...by, slope])),
  ];
}

/** The column that is only asked whether it holds a value. */
function flaggedColumn(tree: Expression, { columns }: ReadingModel): string | undefined {
  if (tree.op !== 'call' || tree.name !== 'is_null') return undefined;
  const only = tree.args[0];
  return only?.op === 'name' && only.name in columns ? only.name : undefined;
}
