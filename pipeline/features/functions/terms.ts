import { f64 } from '../../wasm/f64.ts';
import { type NumberNode, numberNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const hinges = (scope: FunctionScope, word: string, at: (knot: number) => number): NumberNode[] => {
  const x = scope.number(0);
  return scope.literals(1).map((knot) => {
    // (a + |a|) / 2 is max(0, a) to the bit, and cheaper than a maximum that minds NaN.
    const over = f64.sub(x.value, f64.constant(at(knot)));
    const value = f64.mul(f64.add(over, f64.abs(over)), f64.constant(0.5));
    return numberNode(scope.columns, `${word}(${x.label}, ${knot})`, value);
  });
};

/** Words that give several columns; they stand in the terms of a recipe. */
export const terms: readonly FeatureFunction[] = [
  {
    name: 'hinges',
    usage: 'hinges(x, knot, …): max(0, x - knot) for each',
    gives: 'numbers',
    arity: [2, 99],
    compile: (scope) => hinges(scope, 'hinges', (knot) => knot),
  },
  {
    name: 'log_hinges',
    usage: 'log_hinges(x, knot, …): max(0, x - log knot) for each; x is on log scale, knots are not',
    gives: 'numbers',
    arity: [2, 99],
    compile: (scope) => hinges(scope, 'log_hinges', (knot) => Math.log(knot)),
  },
  {
    name: 'one_hot',
    usage: 'one_hot(key): a 0/1 column for each value',
    gives: 'one-hot',
    arity: [1, 1],
    compile: (scope) => scope.key(0),
  },
];
