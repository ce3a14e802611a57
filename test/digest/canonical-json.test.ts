import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { RatchetError } from '../../pipeline/errors.ts';

test.each([
  {
    description: 'keys in order of their code units',
    value: { b: 1, a: 2, B: 3, é: 4 },
    text: '{"B":3,"a":2,"b":1,"é":4}',
  },
  {
    description: 'keys that look like numbers as the strings they are',
    value: { 10: 'x', 9: 'y' },
    text: '{"10":"x","9":"y"}',
  },
  {
    description: 'nested values without whitespace',
    value: { a: [1, { c: null, b: true }] },
    text: '{"a":[1,{"b":true,"c":null}]}',
  },
  {
    description: 'numbers as JSON.stringify does',
    value: [1e21, 1e-7, 0.1, -0, 100],
    text: '[1e+21,1e-7,0.1,0,100]',
  },
  { description: 'strings as JSON.stringify does', value: '"\n\u2028', text: '"\\"\\n\u2028"' },
  {
    description: 'an object without prototype',
    value: Object.assign(Object.create(null), { a: 1 }),
    text: '{"a":1}',
  },
  { description: 'empty values', value: [{}, [], ''], text: '[{},[],""]' },
])('canonicalJson writes $description', ({ value, text }) => {
  expect(canonicalJson(value)).toBe(text);
});

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

test.each([
  { description: 'NaN', value: { a: Number.NaN }, message: '$.a as canonical JSON: it is NaN' },
  {
    description: 'an infinity',
    value: [Number.POSITIVE_INFINITY],
    message: '$[0] as canonical JSON: it is Infinity',
  },
  { description: 'undefined', value: { a: undefined }, message: '$.a as canonical JSON: it is undefined' },
  {
    description: 'a hole in an array',
    value: new Array(1),
    message: '$[0] as canonical JSON: it is undefined',
  },
  { description: 'a function', value: () => 1, message: '$ as canonical JSON: it is function' },
  { description: 'a bigint', value: 1n, message: 'it is bigint' },
  { description: 'a symbol', value: Symbol('s'), message: 'it is symbol' },
  { description: 'a date', value: new Date(0), message: 'it is an instance of Date' },
  {
    description: 'a typed array',
    value: { x: new Float64Array(1) },
    message: '$.x as canonical JSON: it is an instance',
  },
  { description: 'a map', value: new Map(), message: 'it is an instance of Map' },
  { description: 'a cycle', value: cycle, message: '$.self as canonical JSON: it is a cycle' },
])('canonicalJson rejects $description and says where it is', ({ value, message }) => {
  expect(() => canonicalJson(value)).toThrow(RatchetError);
  expect(() => canonicalJson(value)).toThrow(message);
});

test('canonicalJson takes a value that occurs twice without a cycle', () => {
  const twin = { x: 1 };
  expect(canonicalJson([twin, twin])).toBe('[{"x":1},{"x":1}]');
});

test('what canonicalJson writes is read back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
