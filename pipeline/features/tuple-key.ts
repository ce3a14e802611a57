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
  const [first, ...rest] = keys;
  return keyNode(label, size, name, roots, (out, n) => {
    if (rest.length === 0) out.set(first!.out.subarray(0, n));
    let head = first!.out;
    for (let k = 0; k < rest.length; k += 2) {
      if (k + 1 < rest.length) joinTwo(head, rest[k]!, rest[k + 1]!, out, n);
      else join(head, rest[k]!, out, n);
      head = out;
    }
  });
}

/** A sign bit in either code is a sign bit in both taken together. */
function join(head: Int32Array, { out: codes, size: radix }: KeyNode, out: Int32Array, n: number): void {
  for (let i = 0; i < n; i++)
    out[i] = (head[i]! | codes[i]!) < 0 ? -1 : Math.imul(head[i]!, radix) + codes[i]!;
}

/** Two keys at once: half as many walks over the rows. */
function joinTwo(head: Int32Array, a: KeyNode, b: KeyNode, out: Int32Array, n: number): void {
  const [codesA, codesB] = [a.out, b.out];
  const [radixA, radixB] = [a.size, b.size];
  for (let i = 0; i < n; i++) {
    const [h, p, q] = [head[i]!, codesA[i]!, codesB[i]!];
    out[i] = (h | p | q) < 0 ? -1 : Math.imul(Math.imul(h, radixA) + p, radixB) + q;
  }
}

/** A 0/1 number as a key of two values, called by the number's name in the contract. */
export function flagKey(label: string, flag: NumberNode): KeyNode {
  const name = (code: number) => (code ? label : `not ${label}`);
  return keyNode(label, 2, name, [], (out, n) => {
    for (let i = 0; i < n; i++) out[i] = flag.out[i] === 1 ? 1 : 0;
  });
}
