import { f64 } from '../wasm/f64.ts';
import type { ColumnSet } from './column-set.ts';
import { type NumberNode, numberNode } from './node.ts';

const signs = { '*': f64.mul, '+': f64.add, '-': f64.sub } as const;

/** Two numbers joined row by row. */
export function combine(
  columns: ColumnSet,
  sign: keyof typeof signs,
  label: string,
  a: NumberNode,
  b: NumberNode,
): NumberNode {
  return numberNode(columns, label, signs[sign](a.value, b.value));
}
