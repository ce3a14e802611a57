import { RatchetError } from '../../errors.ts';
import { f64 } from '../../wasm/f64.ts';
import { i32 } from '../../wasm/i32.ts';
import { mapped } from '../../wasm/table.ts';
import { type I32, select } from '../../wasm/value.ts';
import { keyNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const cut = (scope: FunctionScope) => {
  const x = scope.number(0).value;
  const knots = scope.literals(1);
  if (knots.some((knot, k) => k > 0 && knot <= knots[k - 1]!)) {
    throw new RatchetError('contract', `${scope.label}: knots have to ascend`, {
      hint: 'write the knots from the smallest to the largest, each once',
    });
  }
  const name = (c: number) =>
    c === 0 ? `< ${knots[0]}` : c === knots.length ? `≥ ${knots[c - 1]}` : `${knots[c - 1]} – ${knots[c]}`;
  const reached = knots.map((knot) => f64.atLeast(x, f64.constant(knot))).reduce(i32.add);
  // NaN reaches none, and is one less than that.
  const band = i32.sub(reached, f64.differ(x, x));
  return keyNode(scope.columns, scope.label, band, { size: knots.length + 1, name });
};

const lookup = (scope: FunctionScope) => {
  const key = scope.key(0);
  const [table = '', column = ''] = scope.column(1).split('.');
  const rows = scope.state.tables[table]?.[column];
  if (!rows) {
    throw new RatchetError('contract', `${scope.label}: there is no table column ${table}.${column}`, {
      hint: 'tables are listed under tables: in model.yaml; write table.Column as in the CSV header',
    });
  }
  const values = [...new Set(Object.values(rows))].sort();
  const code = new Map(values.map((value, c) => [value, c]));
  const map = Int32Array.from({ length: key.size }, (_, c) => code.get(rows[key.name(c)] ?? '') ?? -1);
  return keyNode(scope.columns, scope.label, mapped(map, key.value), {
    size: values.length,
    name: (c) => values[c]!,
    roots: key.roots,
  });
};

const unordered = (scope: FunctionScope) => {
  const [a, b] = [scope.key(0), scope.key(1)];
  // Both sides count in one numbering, that of all names seen on either side.
  const names = [
    ...new Set([a, b].flatMap((key) => Array.from({ length: key.size }, (_, c) => key.name(c)))),
  ];
  const number = new Map(names.map((name, i) => [name, i]));
  const [u, v] = [a, b].map((key) =>
    mapped(
      Int32Array.from({ length: key.size }, (_, c) => number.get(key.name(c))!),
      key.value,
    ),
  ) as [I32, I32];
  const size = names.length;
  const name = (code: number) => `${names[Math.floor(code / size)]} – ${names[code % size]}`;
  const isAscending = i32.less(u, v);
  const [low, high] = [select(u, v, isAscending), select(v, u, isAscending)];
  const code = i32.add(i32.mul(low, i32.constant(size)), high);
  const pair = select(i32.constant(-1), code, i32.less(low, i32.constant(0)));
  return keyNode(scope.columns, scope.label, pair, {
    size: size * size,
    name,
    roots: [...a.roots, ...b.roots],
  });
};

/** Keys from numbers, tables and other keys. */
export const keys: readonly FeatureFunction[] = [
  { name: 'cut', usage: 'cut(x, knot, …)', gives: 'key', arity: [2, 99], compile: cut },
  { name: 'lookup', usage: 'lookup(category, table.Column)', gives: 'key', arity: [2, 2], compile: lookup },
  {
    name: 'unordered',
    usage: 'unordered(category, category)',
    gives: 'key',
    arity: [2, 2],
    compile: unordered,
  },
];
