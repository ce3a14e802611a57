import { f64 } from '../wasm/f64.ts';
import { i32 } from '../wasm/i32.ts';
import { select } from '../wasm/value.ts';
import type { ColumnSet } from './column-set.ts';
import { type KeyNode, keyNode, type NumberNode } from './node.ts';

/** Several keys as one, in mixed radix: the last varies fastest; unknown where any part is. */
export function tupleKey(columns: ColumnSet, label: string, keys: readonly KeyNode[]): KeyNode {
  const size = keys.reduce((product, key) => product * key.size, 1);
  const name = (code: number) => {
    const names: string[] = [];
    let rest = code;
    for (const key of keys.toReversed()) {
      names.unshift(key.name(rest % key.size));
      rest = Math.floor(rest / key.size);
    }
    return names.join(', ');
  };
  const roots = keys.flatMap((key) => key.roots);
  // A sign bit in any code is a sign bit in all of them taken together.
  const any = keys.map(({ value }) => value).reduce(i32.or);
  const code = keys
    .map(({ value, size: radix }) => ({ value, radix }))
    .reduce((head, { value, radix }) => ({
      value: i32.add(i32.mul(head.value, i32.constant(radix)), value),
      radix,
    }));
  const isUnknown = i32.less(any, i32.constant(0));
  return keyNode(columns, label, select(i32.constant(-1), code.value, isUnknown), { size, name, roots });
}

/** A 0/1 number as a key of two values, called by the number's name in the contract. */
export function flagKey(columns: ColumnSet, label: string, flag: NumberNode): KeyNode {
  const name = (code: number) => (code ? label : `not ${label}`);
  return keyNode(columns, label, f64.equal(flag.value, f64.constant(1)), { size: 2, name });
}
