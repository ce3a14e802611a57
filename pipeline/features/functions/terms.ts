import { numberNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const hingesAt = (of: (knot: number) => number, shape: (x: number) => number) => (scope: FunctionScope) => {
  const x = scope.number(0).out;
  return scope.literals(1).map((literal) => {
    const knot = of(literal);
    return numberNode(`${scope.label.slice(0, scope.label.indexOf('('))}(${scope.number(0).label}, ${literal})`, (out, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.max(0, shape(x[i]!) - knot);
    });
  });
};

/** Words that give several columns; they stand in the terms of a recipe. */
export const terms: readonly FeatureFunction[] = [
  {
    name: 'hinges',
    usage: 'hinges(x, knot, …): max(0, x - knot) for each',
    gives: 'numbers',
    arity: [2, 99],
    compile: hingesAt((knot) => knot, (x) => x),
  },
  {
    name: 'log_hinges',
    usage: 'log_hinges(x, knot, …): max(0, log x - log knot) for each',
    gives: 'numbers',
    arity: [2, 99],
    compile: hingesAt(Math.log, Math.log),
  },
  { name: 'one_hot', usage: 'one_hot(key): a 0/1 column for each value', gives: 'one-hot', arity: [1, 1], compile: (scope) => scope.key(0) },
];
