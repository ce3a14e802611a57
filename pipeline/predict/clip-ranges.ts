import type { Expression } from '../contract/expression.ts';
import { type ReadingModel, reachedExpressions } from './scoring-columns.ts';
import type { Range } from './training-reference.ts';

/** Number column → the widest range that a `clip` of the recipe leaves it: beyond, a model cannot tell values apart. */
export function clipRanges(model: ReadingModel): Readonly<Record<string, Range>> {
  const ranges: Record<string, Range> = {};
  for (const tree of reachedExpressions(model)) {
    if (tree.op !== 'call' || tree.name !== 'clip') continue;
    const [clipped, low, high] = tree.args as [Expression, Expression, Expression];
    if (clipped.op !== 'name' || !(clipped.name in model.columns)) continue;
    const [before, after] = ranges[clipped.name] ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    ranges[clipped.name] = [Math.min(before, literal(low)), Math.max(after, literal(high))];
  }
  return ranges;
}

/** A plain number of an expression; a negative one is written 0 - x. The compiled model has checked that it is one. */
function literal(tree: Expression): number {
  if (tree.op === 'literal') return tree.value;
  return tree.op === '-' ? literal(tree.left) - literal(tree.right) : Number.NaN;
}
