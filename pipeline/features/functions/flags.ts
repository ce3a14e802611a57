import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import { mapped } from '../../wasm/table.ts';
import { numberNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const outside = (scope: FunctionScope) => {
  const x = scope.measured(0).value;
  const [low, high] = [f64.constant(scope.literal(1)), f64.constant(scope.literal(2))];
  // Written so that NaN, a missing measurement, lies outside.
  const isInside = i32.and(f64.above(x, low), f64.atMost(x, high));
  return numberNode(scope.columns, scope.label, f64.of(i32.equal(isInside, i32.constant(0))));
};

const equals = (scope: FunctionScope) => {
  const key = scope.key(0);
  const value = String(scope.literal(1));
  const code = Array.from({ length: key.size }, (_, c) => key.name(c)).indexOf(value);
  const isEqual = code < 0 ? i32.constant(0) : i32.equal(key.value, i32.constant(code));
  return numberNode(scope.columns, scope.label, f64.of(isEqual));
};

const same = (scope: FunctionScope) => {
  const [a, b] = [scope.key(0), scope.key(1)];
  const codeInB = new Map(Array.from({ length: b.size }, (_, c) => [b.name(c), c]));
  // No code is -2: what is unknown on either side is the same as nothing.
  const twin = Int32Array.from({ length: a.size }, (_, c) => codeInB.get(a.name(c)) ?? -2);
  const isSame = i32.equal(mapped(twin, a.value, -2), b.value);
  return numberNode(scope.columns, scope.label, f64.of(isSame));
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
