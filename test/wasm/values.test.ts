import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { f64 } from '../../pipeline/wasm/f64.ts';
import { i32 } from '../../pipeline/wasm/i32.ts';
import { position } from '../../pipeline/wasm/loop.ts';
import { mapped, mappedNumber, numberEntry } from '../../pipeline/wasm/table.ts';
import { type F64, type I32, select } from '../../pipeline/wasm/value.ts';
import { columnsOf } from './run-values.ts';

const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const anyInteger = fc.oneof(fc.integer(), fc.integer({ min: -300, max: 300 }));
const pairs = fc.array(fc.tuple(anyNumber, anyNumber), { minLength: 1, maxLength: 30 });
const integerPairs = fc.array(fc.tuple(anyInteger, anyInteger), { minLength: 1, maxLength: 30 });

const flag = (holds: boolean) => (holds ? 1 : 0);

describe('a number is what JavaScript makes of it, to the bit', () => {
  test.each<{ name: string; of: (a: F64, b: F64) => F64 | I32; js: (a: number, b: number) => number }>([
    { name: 'a + b', of: f64.add, js: (a, b) => a + b },
    { name: 'a - b', of: f64.sub, js: (a, b) => a - b },
    { name: 'a * b', of: f64.mul, js: (a, b) => a * b },
    { name: 'a / b', of: f64.div, js: (a, b) => a / b },
    { name: 'min', of: f64.min, js: Math.min },
    { name: 'max', of: f64.max, js: Math.max },
    { name: '|a|', of: f64.abs, js: Math.abs },
    { name: 'floor', of: f64.floor, js: Math.floor },
    { name: 'sqrt', of: f64.sqrt, js: Math.sqrt },
    { name: 'log', of: f64.log, js: Math.log },
    { name: 'exp', of: f64.exp, js: Math.exp },
    { name: 'a = b', of: f64.equal, js: (a, b) => flag(a === b) },
    { name: 'a ≠ b', of: f64.differ, js: (a, b) => flag(a !== b) },
    { name: 'a > b', of: f64.above, js: (a, b) => flag(a > b) },
    { name: 'a ≤ b', of: f64.atMost, js: (a, b) => flag(a <= b) },
    { name: 'a ≥ b', of: f64.atLeast, js: (a, b) => flag(a >= b) },
    {
      name: 'a where a < b, else b',
      of: (a, b) => select(a, b, f64.above(b, a)),
      js: (a, b) => (a < b ? a : b),
    },
    {
      name: 'a constant, and a value used twice',
      of: (a, b) => ((sum) => f64.mul(sum, f64.sub(sum, f64.constant(0.1))))(f64.add(a, b)),
      js: (a, b) => (a + b) * (a + b - 0.1),
    },
  ])('$name', ({ of, js }) => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = [0, 1].map((side) =>
          numberEntry(
            Float64Array.from(rows, (row) => row[side]!),
            position,
          ),
        ) as [F64, F64];
        expect(columnsOf([of(a, b)], rows.length)).toEqual([rows.map((row) => js(...row))]);
      }),
      { numRuns: 50 },
    );
  });

  test('the whole part; 0 of NaN, the nearest whole number of 32 bits of what is too large', () => {
    const numbers = [2.9, -2.9, -0, Number.NaN, Number.POSITIVE_INFINITY, -1e300];
    const x = numberEntry(Float64Array.from(numbers), position);
    expect(columnsOf([i32.truncate(x)], numbers.length)).toEqual([[2, -2, 0, 0, 2 ** 31 - 1, -(2 ** 31)]]);
  });
});

describe('a whole number is what JavaScript makes of it in 32 bits', () => {
  test.each<{ name: string; of: (a: I32, b: I32) => F64 | I32; js: (a: number, b: number) => number }>([
    { name: 'a + b', of: i32.add, js: (a, b) => (a + b) | 0 },
    { name: 'a - b', of: i32.sub, js: (a, b) => (a - b) | 0 },
    { name: 'a * b', of: i32.mul, js: Math.imul },
    { name: 'a and b', of: i32.and, js: (a, b) => a & b },
    { name: 'a or b', of: i32.or, js: (a, b) => a | b },
    { name: 'a shifted', of: i32.shiftLeft, js: (a, b) => a << b },
    { name: 'a = b', of: i32.equal, js: (a, b) => flag(a === b) },
    { name: 'a < b', of: i32.less, js: (a, b) => flag(a < b) },
    { name: 'a < b without signs', of: i32.below, js: (a, b) => flag(a >>> 0 < b >>> 0) },
    { name: 'as a number', of: f64.of, js: (a) => a },
    {
      name: 'any constant',
      of: (a) => i32.add(a, i32.constant(-123_456_789)),
      js: (a) => (a - 123_456_789) | 0,
    },
  ])('$name', ({ of, js }) => {
    fc.assert(
      fc.property(integerPairs, (rows) => {
        const [a, b] = [0, 1].map((side) =>
          mapped(
            Int32Array.from(rows, (row) => row[side]!),
            position,
          ),
        ) as [I32, I32];
        expect(columnsOf([of(a, b)], rows.length)).toEqual([rows.map((row) => js(...row))]);
      }),
      { numRuns: 50 },
    );
  });

  test('constants of every length are written as they are', () => {
    fc.assert(
      fc.property(fc.array(anyInteger, { minLength: 1, maxLength: 20 }), (constants) => {
        expect(columnsOf(constants.map(i32.constant), 1)).toEqual(constants.map((x) => [x]));
      }),
    );
  });
});

describe('a table', () => {
  const code = i32.sub(position, i32.constant(1));

  test('tells what belongs to a code, and something else for -1', () => {
    const columns = [
      mapped(Int32Array.of(7, 8), code),
      mappedNumber(Float64Array.of(0.5, -0), code, Number.NaN),
    ];
    expect(columnsOf(columns, 3)).toEqual([
      [-1, 7, 8],
      [Number.NaN, 0.5, -0],
    ]);
  });
});

describe('columns that share a value', () => {
  test('have it computed once, and hold the same', () => {
    const x = numberEntry(Float64Array.of(1, 2, 3), position);
    const square = f64.mul(x, x);
    expect(columnsOf([square, f64.add(square, x), x, i32.truncate(square)], 3)).toEqual([
      [1, 4, 9],
      [2, 6, 12],
      [1, 2, 3],
      [1, 4, 9],
    ]);
  });

  test('may have hundreds of values between them', () => {
    const x = numberEntry(Float64Array.of(1, 2), position);
    const sums = Array.from({ length: 300 }, (_, c) => f64.add(x, f64.constant(c)));
    const total = f64.addProducts(
      f64.constant(0),
      sums.map((sum) => [sum, sum]),
    );
    const squares = (x0: number) => sums.reduce((all, _, c) => all + (x0 + c) ** 2, 0);
    expect(columnsOf([...sums, total], 2).at(-1)).toEqual([squares(1), squares(2)]);
  });
});
