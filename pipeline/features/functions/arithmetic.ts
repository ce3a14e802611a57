import { numberNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const unary = (name: string, usage: string, apply: (x: number) => number): FeatureFunction => ({
  name,
  usage,
  gives: 'number',
  arity: [1, 1],
  compile: (scope) => {
    const x = scope.number(0).out;
    return numberNode(scope.label, (out, n) => {
      for (let i = 0; i < n; i++) out[i] = apply(x[i]!);
    });
  },
});

const clip = (scope: FunctionScope) => {
  const x = scope.number(0).out;
  const [low, high] = [scope.literal(1), scope.literal(2)];
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = Math.min(high, Math.max(low, x[i]!));
  });
};

const where = (scope: FunctionScope) => {
  const [condition, yes, no] = [scope.number(0).out, scope.number(1).out, scope.number(2).out];
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = condition[i] === 1 ? yes[i]! : no[i]!;
  });
};

/** Numbers from numbers. */
export const arithmetic: readonly FeatureFunction[] = [
  unary('log', 'log(x)', Math.log),
  unary('exp', 'exp(x)', Math.exp),
  unary('sqrt', 'sqrt(x)', Math.sqrt),
  { name: 'clip', usage: 'clip(x, low, high)', gives: 'number', arity: [3, 3], compile: clip },
  { name: 'where', usage: 'where(flag, then, otherwise)', gives: 'number', arity: [3, 3], compile: where },
];
