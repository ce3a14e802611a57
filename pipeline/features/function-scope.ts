import { type Expression, printExpression } from '../contract/expression.ts';
import { contractError } from './contract-error.ts';
import type { FeatureState } from './feature-state.ts';
import type { Frame } from './frame.ts';
import type { FunctionScope } from './functions/function.ts';
import { functionOf } from './functions/registry.ts';
import type { NodeStore } from './node-store.ts';
import { nullSource, rawSource } from './sources.ts';

type Call = Extract<Expression, { op: 'call' }>;

/** What a function of the vocabulary may ask for about one call of it. Throws where the call is not written as it must be. */
export function functionScope(
  call: Call,
  frame: Frame,
  nodes: NodeStore,
  state: FeatureState,
): FunctionScope {
  const { args } = call;
  const label = printExpression(call);
  const { arity, usage } = functionOf(call.name);
  if (args.length < arity[0] || args.length > arity[1]) {
    throw contractError(`${label} has ${args.length} arguments; it is written ${usage}`);
  }
  const literal = (i: number) => {
    const arg = args[i]!;
    if (arg.op === 'literal') return arg.value;
    if (arg.op === '-' && arg.left.op === 'literal' && arg.right.op === 'literal')
      return arg.left.value - arg.right.value;
    throw contractError(`argument ${i + 1} of ${label} must be a plain number`);
  };
  return {
    state,
    label,
    args,
    number: (i) => frame.number(args[i]!),
    measured: (i) => {
      const arg = args[i]!;
      return arg.op === 'name' && frame.typeOf(arg.name) === 'number'
        ? nodes.source(`measured ${arg.name}`, rawSource(arg.name))
        : frame.number(arg);
    },
    key: (i) => frame.key(args[i]!),
    literal,
    literals: (from) => args.slice(from).map((_, i) => literal(from + i)),
    column: (i) => printExpression(args[i]!),
    sibling: (name) => frame.key({ op: 'call', name, args }),
    isNull: (column) => nodes.source(`is_null(${column})`, nullSource(frame.column(column))),
    timestamp: (column) => {
      if (frame.typeOf(frame.column(column)) !== 'timestamp')
        throw contractError(`${label}: ${column} is no timestamp`);
      return nodes.source(`timestamp ${column}`, rawSource(column));
    },
  };
}
