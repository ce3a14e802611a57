import { RatchetError } from '../../errors.ts';
import { bandFinder } from '../band-finder.ts';
import { BLOCK_ROWS, keyNode } from '../node.ts';
import type { FeatureFunction, FunctionScope } from './function.ts';

const cut = (scope: FunctionScope) => {
  const x = scope.number(0).out;
  const knots = Float64Array.from(scope.literals(1));
  if (knots.some((knot, k) => k > 0 && knot <= knots[k - 1]!)) {
    throw new RatchetError('contract', `${scope.label}: knots have to ascend`, {
      hint: 'write the knots from the smallest to the largest, each once',
    });
  }
  const name = (c: number) =>
    c === 0 ? `< ${knots[0]}` : c === knots.length ? `≥ ${knots[c - 1]}` : `${knots[c - 1]} – ${knots[c]}`;
  const find = bandFinder(knots, BLOCK_ROWS);
  return keyNode(scope.label, knots.length + 1, name, [], (out, n) => find(x, n, out));
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
  return keyNode(
    scope.label,
    values.length,
    (c) => values[c]!,
    key.roots,
    (out, n) => {
      for (let i = 0; i < n; i++) out[i] = key.out[i]! < 0 ? -1 : map[key.out[i]!]!;
    },
  );
};

const unordered = (scope: FunctionScope) => {
  const [a, b] = [scope.key(0), scope.key(1)];
  // Both sides count in one numbering, that of all names seen on either side.
  const names = [
    ...new Set([a, b].flatMap((key) => Array.from({ length: key.size }, (_, c) => key.name(c)))),
  ];
  const number = new Map(names.map((name, i) => [name, i]));
  const [inA, inB] = [a, b].map((key) =>
    Int32Array.from({ length: key.size }, (_, c) => number.get(key.name(c))!),
  ) as [Int32Array, Int32Array];
  const size = names.length;
  const name = (code: number) => `${names[Math.floor(code / size)]} – ${names[code % size]}`;
  return keyNode(scope.label, size * size, name, [...a.roots, ...b.roots], (out, n) => {
    for (let i = 0; i < n; i++) {
      const [p, q] = [a.out[i]!, b.out[i]!];
      if (p < 0 || q < 0) out[i] = -1;
      else {
        const [u, v] = [inA[p]!, inB[q]!];
        out[i] = u < v ? u * size + v : v * size + u;
      }
    }
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
