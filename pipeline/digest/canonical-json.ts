import { RatchetError } from '../errors.ts';

/**
 * One text for one value: keys sorted by UTF-16 code units, no whitespace, numbers as `JSON.stringify` prints
 * them (so -0 is 0). Follows the JSON Canonicalization Scheme, RFC 8785.
 *
 * Accepts null, booleans, finite numbers, strings, arrays and plain objects; anything `JSON.stringify` would
 * silently drop or bend throws a RatchetError 'internal' that names the path.
 */
export function canonicalJson(value: unknown): string {
  return print(value, '$', []);
}

function print(value: unknown, path: string, ancestors: readonly object[]): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw reject(path, String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw reject(path, typeof value);
  if (ancestors.includes(value)) throw reject(path, 'a cycle');

  const lineage = [...ancestors, value];
  if (Array.isArray(value)) {
    // Array.from, unlike map, visits the holes of a sparse array, which are then rejected as undefined.
    return `[${Array.from(value, (item, i) => print(item, `${path}[${i}]`, lineage)).join(',')}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw reject(path, `an instance of ${value.constructor?.name ?? 'a class'}`);
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${print(member, `${path}.${key}`, lineage)}`);
  return `{${members.join(',')}}`;
}

function reject(path: string, what: string): RatchetError {
  return new RatchetError('internal', `Cannot write ${path} as canonical JSON: it is ${what}.`, {
    hint: 'Pass only null, booleans, finite numbers, strings, arrays and plain objects.',
  });
}
