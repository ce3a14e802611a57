import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf, sha256 } from '../../pipeline/digest/digest.ts';

test('sha256 of a string is that of its UTF-8 bytes, in lowercase hex', () => {
  // 'abc': FIPS 180-2, appendix B.1. 'é': Python's hashlib.
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
  expect(sha256(new Uint8Array([0xc3, 0xa9]))).toBe(sha256('é'));
});

test('digestOf is the SHA-256 of the canonical JSON, named by its algorithm', () => {
  // hashlib.sha256(b'{"a":[1,2.5,null],"b":"x"}')
  expect(digestOf({ b: 'x', a: [1, 2.5, null] })).toBe(
    'sha256:6739d783db2ab3fd0e308ed566ca042752f3cab5f9516e0e6d9e411041c24c13',
  );
});

test('digestOf ignores the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(digestOf(reversed)).toBe(digestOf(value));
    }),
  );
});

test('digestOf tells values apart', () => {
  expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: '1' }));
  expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
});
