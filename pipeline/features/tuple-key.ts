import { type KeyNode, keyNode, type NumberNode } from './node.ts';

/** Several keys as one, in mixed radix: the last varies fastest; unknown where any part is. */
export function tupleKey(label: string, keys: readonly KeyNode[]): KeyNode {
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
  return keyNode(label, size, name, roots, (out, n) => {
    out.set(keys[0]!.out.subarray(0, n));
    for (const { out: codes, size: radix } of keys.slice(1)) {
      // A sign bit in either is a sign bit in both taken together.
      for (let i = 0; i < n; i++)
        out[i] = (out[i]! | codes[i]!) < 0 ? -1 : Math.imul(out[i]!, radix) + codes[i]!;
    }
  });
}

/** A 0/1 number as a key of two values, called by the number's name in the contract. */
export function flagKey(label: string, flag: NumberNode): KeyNode {
  const name = (code: number) => (code ? label : `not ${label}`);
  return keyNode(label, 2, name, [], (out, n) => {
    for (let i = 0; i < n; i++) out[i] = flag.out[i] === 1 ? 1 : 0;
  });
}
