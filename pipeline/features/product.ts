import { type NumberNode, numberNode } from './node.ts';

const signs: Record<'*' | '+' | '-', (label: string, a: Float64Array, b: Float64Array) => NumberNode> = {
  '*': (label, a, b) =>
    numberNode(label, (out, n) => {
      for (let i = 0; i < n; i++) out[i] = a[i]! * b[i]!;
    }),
  '+': (label, a, b) =>
    numberNode(label, (out, n) => {
      for (let i = 0; i < n; i++) out[i] = a[i]! + b[i]!;
    }),
  '-': (label, a, b) =>
    numberNode(label, (out, n) => {
      for (let i = 0; i < n; i++) out[i] = a[i]! - b[i]!;
    }),
};

/** Two columns joined row by row. */
export function combine(sign: '*' | '+' | '-', label: string, a: NumberNode, b: NumberNode): NumberNode {
  return signs[sign](label, a.out, b.out);
}
