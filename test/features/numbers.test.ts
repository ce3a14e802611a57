import { describe, expect, test } from 'vitest';
import { columnsOf, type Given, namesOf, numbersOf } from './evaluate-features.ts';

const x = (...values: number[]): Given => ({ numbers: { x: values } });

test.each([
  // Values of a pocket calculator to 15 digits.
  { expression: 'log(x)', at: 20, expected: 2.99573227355399 },
  { expression: 'exp(x)', at: 1.5, expected: 4.48168907033806 },
  { expression: 'sqrt(x)', at: 3, expected: 1.73205080756888 },
  { expression: 'clip(x, 0.1, 45)', at: 0, expected: 0.1 },
  { expression: 'clip(x, 0.1, 45)', at: 123_456, expected: 45 },
  { expression: 'clip(x, 0.1, 45)', at: 7, expected: 7 },
  { expression: 'clip(x, -2, -1)', at: -5, expected: -2 },
  { expression: '2 + 3 * x', at: 4, expected: 14 },
  { expression: '(2 + 3) * x', at: 4, expected: 20 },
  { expression: '10 - x - 3', at: 4, expected: 3 },
  { expression: '10 - (x - 3)', at: 4, expected: 9 },
  { expression: '-x * 2', at: 4, expected: -8 },
])('$expression at $at is $expected', ({ expression, at, expected }) => {
  expect(numbersOf(expression, x(at))[0]).toBeCloseTo(expected, 12);
});

test('a number that is null or infinite counts as 0', () => {
  expect(numbersOf('x', x(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3))).toEqual([
    0, 0, 0, 3,
  ]);
});

test('where takes its second argument where the first is 1, else its third', () => {
  const given = { numbers: { x: [1, 0, 0.5, Number.NaN], y: [10, 20, 30, 40] } };
  expect(numbersOf('where(x, y, 0 - y)', given)).toEqual([10, -20, -30, -40]);
});

describe('is_null', () => {
  test('is 1 where a number holds nothing, and an infinite number is something', () => {
    expect(numbersOf('is_null(x)', x(Number.NaN, 0, Number.POSITIVE_INFINITY))).toEqual([1, 0, 0]);
  });

  test('is 1 where a category holds nothing', () => {
    expect(numbersOf('is_null(zone)', { categories: { zone: ['74', '', '7', ''] } })).toEqual([0, 1, 0, 1]);
  });

  test('is 0 everywhere for a category that has a value in every row', () => {
    expect(numbersOf('is_null(zone)', { categories: { zone: ['74', '7'] } })).toEqual([0, 0]);
  });

  test('is 1 where a timestamp holds nothing', () => {
    expect(numbersOf('is_null(at)', { numbers: { at: [0, Number.NaN] } })).toEqual([0, 1]);
  });
});

describe('outside', () => {
  test('is 0 in the half-open interval (low, high], and 1 beyond it', () => {
    expect(numbersOf('outside(x, 0.02, 45)', x(0.02, 0.03, 45, 45.01, -1))).toEqual([1, 0, 0, 1, 1]);
  });

  test('counts a missing measurement as outside, even where 0 would be inside', () => {
    expect(numbersOf('outside(x, -10, 10)', x(Number.NaN, 0, Number.POSITIVE_INFINITY))).toEqual([1, 0, 1]);
  });

  test('counts what cannot be computed as outside', () => {
    expect(numbersOf('outside(log(x), -10, 10)', x(-1, 1))).toEqual([1, 0]);
  });
});

describe('equals', () => {
  test('is 1 where a category is the number, however that is written', () => {
    expect(numbersOf('equals(zone, 2.0)', { categories: { zone: ['1', '2', ''] } })).toEqual([0, 1, 0]);
  });

  test('is 0 everywhere for a value that training never saw', () => {
    expect(numbersOf('equals(zone, 99)', { categories: { zone: ['1', '2'] } })).toEqual([0, 0]);
  });
});

describe('same', () => {
  test('compares two categories by their values, though each has codes of its own', () => {
    const categories = { zone: ['7', '42', '9', '42'], other: ['7', '7', '42', '42'] };
    expect(numbersOf('same(zone, other)', { categories })).toEqual([1, 0, 0, 1]);
  });

  test('is 0 where either is unknown', () => {
    const given = {
      categories: { zone: ['7', '', '9'], other: ['', '', '9'] },
      state: { categories: { zone: ['7'], other: ['7'] } },
    };
    expect(numbersOf('same(zone, other)', given)).toEqual([0, 0, 0]);
  });
});

describe('terms of several columns', () => {
  test('hinges give max(0, x - knot) for each knot', () => {
    expect(columnsOf('hinges(x, 1, 3)', x(0, 2, 5))).toEqual({
      'hinges(x, 1)': [0, 1, 4],
      'hinges(x, 3)': [0, 0, 2],
    });
  });

  test('hinges take a negative knot', () => {
    expect(columnsOf('hinges(x, -1)', x(-3, 0))).toEqual({ 'hinges(x, -1)': [0, 1] });
  });

  test('log_hinges write their knots on the plain scale: 0 at the knot, log(x / knot) beyond it', () => {
    const given = { ...x(1, 4, 8), features: { numbers: { lx: 'log(x)' } } };
    const columns = columnsOf('log_hinges(lx, 2, 4)', given);
    // log 2 and log 4.
    expect(Object.values(columns)[0]!.map((value) => value.toFixed(12))).toEqual([
      '0.000000000000',
      '0.693147180560',
      '1.386294361120',
    ]);
    expect(Object.values(columns)[1]!.map((value) => value.toFixed(12))).toEqual([
      '0.000000000000',
      '0.000000000000',
      '0.693147180560',
    ]);
  });

  test('a product, sum or difference of several columns gives each with each', () => {
    const given = { numbers: { x: [5], y: [7] } };
    expect(
      Object.values(columnsOf('hinges(x, 1, 3) * hinges(y, 1, 2, 5)', given)).map(([value]) => value),
    ).toEqual([24, 20, 8, 12, 10, 4]);
    expect(Object.values(columnsOf('hinges(x, 1, 3) + y', given)).map(([value]) => value)).toEqual([11, 9]);
    expect(Object.values(columnsOf('y - hinges(x, 1, 3)', given)).map(([value]) => value)).toEqual([3, 5]);
  });

  test('a product is labelled so that sums in it keep their brackets', () => {
    expect(Object.keys(columnsOf('(x - y) * x', { numbers: { x: [1], y: [1] } }))).toEqual(['(x - y) * x']);
  });

  test.each([
    { expression: 'hinges(x, 1, 3)', where: 'log' },
    { expression: 'zone', where: 'log' },
  ])('where one number is needed, $expression is an error', ({ expression }) => {
    expect(() => numbersOf(`log(${expression})`, x(1))).toThrow(/single number|key where a number/);
  });

  test('one_hot is a term of its own and no number', () => {
    expect(() => numbersOf('one_hot(zone)', x(1))).toThrow('one_hot(zone)');
    expect(() => columnsOf('one_hot(zone) * x', x(1))).toThrow('one_hot(zone)');
  });
});

test('a key where a number is needed is an error that names one_hot', () => {
  expect(() => numbersOf('zone', x(1))).toThrow(
    'zone is a key where a number is needed; write one_hot(zone)',
  );
});

test('a number where a key is needed is an error', () => {
  expect(() => namesOf('x', x(1))).toThrow('x is a number where a key is needed');
});
