import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../pipeline/publish/first-difference.ts';

describe('the first place where two documents differ', () => {
  it.each<[expected: unknown, found: unknown, path: string, a: string, b: string]>([
    [1, 2, '$', '1', '2'],
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, '$.b', '2', '3'],
    [{ b: 1, a: 1 }, { b: 2, a: 2 }, '$.a', '1', '2'],
    [{ a: [1, { c: [0, 0.1] }] }, { a: [1, { c: [0, 0.2] }] }, '$.a[1].c[1]', '0.1', '0.2'],
    [{ a: [1, 2] }, { a: [1] }, '$.a[1]', '2', 'nothing'],
    [{}, { 'two words': null }, '$["two words"]', 'nothing', 'null'],
    [{ a: [] }, { a: {} }, '$.a', '[]', '{}'],
    [{ a: null }, { a: {} }, '$.a', 'null', '{}'],
    [{ a: '1' }, { a: 1 }, '$.a', '"1"', '1'],
  ])('of %j and %j', (expected, found, path, a, b) => {
    expect(firstDifference(expected, found)).toEqual({ path, expected: a, found: b });
  });

  it('is shown in full only where it is short', () => {
    const difference = firstDifference({ a: 'x'.repeat(500) }, {});
    expect(difference?.expected).toBe(`"${'x'.repeat(119)}…`);
  });

  it('is nowhere in equal documents, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(structuredClone(value)).reverse());
        expect(firstDifference(value, reversed)).toBeUndefined();
      }),
    );
  });
});
