import { numberNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const outside = (scope: FunctionScope) => {
  const x = scope.measured(0).out;
  const [low, high] = [scope.literal(1), scope.literal(2)];
  return numberNode(scope.label, (out, n) => {
    // Written so that NaN, a missing measurement, lies outside.
    for (let i = 0; i < n; i++) out[i] = x[i]! > low && x[i]! <= high ? 0 : 1;
  });
};

const equals = (scope: FunctionScope) => {
  const key = scope.key(0);
  const value = String(scope.literal(1));
  const code = Array.from({ length: key.size }, (_, c) => key.name(c)).indexOf(value);
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = code >= 0 && key.out[i] === code ? 1 : 0;
  });
};

const same = (scope: FunctionScope) => {
  const [a, b] = [scope.key(0), scope.key(1)];
  const codeInB = new Map(Array.from({ length: b.size }, (_, c) => [b.name(c), c]));
  const twin = Int32Array.from({ length: a.size }, (_, c) => codeInB.get(a.name(c)) ?? -2);
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = a.out[i]! >= 0 && twin[a.out[i]!] === b.out[i] ? 1 : 0;
  });
};

/** 0/1 numbers. */
export const flags: readonly FeatureFunction[] = [
  {
    name: 'is_null',
    usage: 'is_null(column)',
    gives: 'number',
    arity: [1, 1],
    compile: (scope) => scope.isNull(scope.column(0)),
  },
  {
    name: 'outside',
    usage: 'outside(x, low, high): not in (low, high]',
    gives: 'number',
    arity: [3, 3],
    compile: outside,
  },
  { name: 'equals', usage: 'equals(category, value)', gives: 'number', arity: [2, 2], compile: equals },
  { name: 'same', usage: 'same(category, category)', gives: 'number', arity: [2, 2], compile: same },
];
