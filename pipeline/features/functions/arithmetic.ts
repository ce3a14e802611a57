import { f64 } from '../../wasm/f64.ts';
import { type F64, select } from '../../wasm/value.ts';
import { numberNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const unary = (name: string, usage: string, apply: (x: F64) => F64): FeatureFunction => ({
  name,
  usage,
  gives: 'number',
  arity: [1, 1],
  compile: (scope) => numberNode(scope.columns, scope.label, apply(scope.number(0).value)),
});

const clip = (scope: FunctionScope) => {
  const x = scope.number(0).value;
  const [low, high] = [f64.constant(scope.literal(1)), f64.constant(scope.literal(2))];
  return numberNode(scope.columns, scope.label, f64.min(high, f64.max(low, x)));
};

const where = (scope: FunctionScope) => {
  const [condition, yes, no] = [scope.number(0), scope.number(1), scope.number(2)];
  const holds = f64.equal(condition.value, f64.constant(1));
  return numberNode(scope.columns, scope.label, select(yes.value, no.value, holds));
};

/** Numbers from numbers. */
export const arithmetic: readonly FeatureFunction[] = [
  unary('log', 'log(x)', f64.log),
  unary('exp', 'exp(x)', f64.exp),
  unary('sqrt', 'sqrt(x)', f64.sqrt),
  { name: 'clip', usage: 'clip(x, low, high)', gives: 'number', arity: [3, 3], compile: clip },
  { name: 'where', usage: 'where(flag, then, otherwise)', gives: 'number', arity: [3, 3], compile: where },
];
