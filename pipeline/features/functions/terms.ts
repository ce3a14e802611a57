import { type NumberNode, numberNode } from '../node.ts';
import type { FeatureFunction } from './function.ts';

const hinges = (word: string, x: NumberNode, knots: readonly number[], at: (knot: number) => number) =>
  knots.map((literal) => {
    const knot = at(literal);
    return numberNode(`${word}(${x.label}, ${literal})`, (out, n) => {
      for (let i = 0; i < n; i++) {
        // (a + |a|) / 2 is max(0, a) to the bit, without a branch to mispredict.
        const over = x.out[i]! - knot;
        out[i] = (over + Math.abs(over)) * 0.5;
      }
    });
  });

/** Words that give several columns; they stand in the terms of a recipe. */
export const terms: readonly FeatureFunction[] = [
  {
    name: 'hinges',
    usage: 'hinges(x, knot, …): max(0, x - knot) for each',
    gives: 'numbers',
    arity: [2, 99],
    compile: (scope) => hinges('hinges', scope.number(0), scope.literals(1), (knot) => knot),
  },
  {
    name: 'log_hinges',
    usage: 'log_hinges(x, knot, …): max(0, x - log knot) for each; x is on log scale, knots are not',
    gives: 'numbers',
    arity: [2, 99],
    compile: (scope) => hinges('log_hinges', scope.number(0), scope.literals(1), Math.log),
  },
  {
    name: 'one_hot',
    usage: 'one_hot(key): a 0/1 column for each value',
    gives: 'one-hot',
    arity: [1, 1],
    compile: (scope) => scope.key(0),
  },
];
