import { type Expression, printExpression } from '../contract/expression.ts';
import type { ColumnSet } from './column-set.ts';
import { contractError } from './contract-error.ts';
import type { FeatureState } from './feature-state.ts';
import type { Frame } from './frame.ts';
import type { FunctionScope } from './functions/function.ts';
import { functionOf } from './functions/registry.ts';
import { numberNode } from './node.ts';
import type { NodeStore } from './node-store.ts';
import type { RowProgram } from './row-program.ts';
import { nullCategory, nullNumber, rawSource } from './sources.ts';

/** What the nodes of a frame are made with. */
export interface Compiler {
  readonly nodes: NodeStore;
  readonly program: RowProgram;
  readonly columns: ColumnSet;
  readonly state: FeatureState;
}

type Call = Extract<Expression, { op: 'call' }>;

/** What a function of the vocabulary may ask for about one call of it. Throws where the call is not written as it must be. */
export function functionScope(
  call: Call,
  frame: Frame,
  { nodes, program, columns, state }: Compiler,
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
    columns,
    number: (i) => frame.number(args[i]!),
    measured: (i) => {
      const arg = args[i]!;
      return arg.op === 'name' && frame.typeOf(arg.name) === 'number'
        ? nodes.once(`measured ${arg.name}`, () =>
            numberNode(columns, arg.name, rawSource(program, arg.name)),
          )
        : frame.number(arg);
    },
    key: (i) => frame.key(args[i]!),
    literal,
    literals: (from) => args.slice(from).map((_, i) => literal(from + i)),
    column: (i) => printExpression(args[i]!),
    sibling: (name) => frame.key({ op: 'call', name, args }),
    isNull: (column) => {
      const source = frame.typeOf(frame.column(column)) === 'category' ? nullCategory : nullNumber;
      return numberNode(columns, `is_null(${column})`, source(program, column));
    },
    timestamp: (column) => {
      if (frame.typeOf(frame.column(column)) !== 'timestamp')
        throw contractError(`${label}: ${column} is no timestamp`);
      return rawSource(program, column);
    },
  };
}
