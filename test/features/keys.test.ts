import { describe, expect, test } from 'vitest';
import { frameOf, type Given, namesOf } from './evaluate-features.ts';

const times = (...isoTimes: string[]): Given => ({
  numbers: { at: isoTimes.map((iso) => (iso === 'null' ? Number.NaN : Date.parse(`${iso}Z`))) },
});

// Days of the week: pandas.Timestamp(...).day_name(). 1969-12-31 was a Wednesday, 1899-02-28 a Tuesday.
const MOMENTS = times(
  '2021-01-01T00:00',
  '2021-01-02T23:59:59.999',
  '1969-12-31T23:30',
  '1899-02-28T06:15',
  '2024-02-29T12:00',
  'null',
);

describe('parts of time, on the wall clock of the data, before 1970 as after', () => {
  test.each([
    { part: 'weekend', expected: ['weekday', 'weekend', 'weekday', 'weekday', 'weekday', undefined] },
    { part: 'weekday', expected: ['Friday', 'Saturday', 'Wednesday', 'Tuesday', 'Thursday', undefined] },
    { part: 'hour', expected: ['00:00', '23:00', '23:00', '06:00', '12:00', undefined] },
    { part: 'half_hour', expected: ['00:00', '23:30', '23:30', '06:00', '12:00', undefined] },
    {
      part: 'hour_of_week',
      expected: [
        'Friday 00:00',
        'Saturday 23:00',
        'Wednesday 23:00',
        'Tuesday 06:00',
        'Thursday 12:00',
        undefined,
      ],
    },
    {
      part: 'half_hour_of_week',
      expected: [
        'Friday 00:00',
        'Saturday 23:30',
        'Wednesday 23:30',
        'Tuesday 06:00',
        'Thursday 12:00',
        undefined,
      ],
    },
  ])('$part', ({ part, expected }) => {
    expect(namesOf(`${part}(at)`, MOMENTS)).toEqual(expected);
  });

  test('hour_number counts hours since midnight with their fraction', () => {
    expect(namesOf('cut(hour_number(at), 6, 6.25, 23.5)', MOMENTS)).toEqual([
      '< 6',
      '≥ 23.5',
      '≥ 23.5',
      '6.25 – 23.5',
      '6.25 – 23.5',
      undefined,
    ]);
  });

  test('every hour of a week has its own code, Monday midnight the first', () => {
    const monday = Date.UTC(2021, 0, 4);
    const hours = Array.from({ length: 168 }, (_, h) => monday + h * 3_600_000 + 1);
    const { frame, block } = frameOf({ numbers: { at: hours } });
    const key = frame.key('hour_of_week(at)');
    frame.load(block, Uint32Array.from(hours.keys()), hours.length);
    expect([...key.out.subarray(0, 168)]).toEqual([...hours.keys()]);
    expect(key.size).toBe(168);
  });

  test.each(['x', 'zone'])('of %s, which is no timestamp, are an error', (column) => {
    expect(() => namesOf(`hour(${column})`, { numbers: { x: [1] } })).toThrow(`${column} is no timestamp`);
  });
});

describe('cut', () => {
  test('puts a knot itself into the band above it', () => {
    const given = { numbers: { x: [0.69, 0.7, 1.19, 1.2, 99, -1] } };
    expect(namesOf('cut(x, 0.7, 1.2)', given)).toEqual([
      '< 0.7',
      '0.7 – 1.2',
      '0.7 – 1.2',
      '≥ 1.2',
      '≥ 1.2',
      '< 0.7',
    ]);
  });

  test('knows no band for what cannot be computed', () => {
    expect(namesOf('cut(log(x), 0)', { numbers: { x: [-1, 2] } })).toEqual([undefined, '≥ 0']);
  });

  test('with one knot has two bands', () => {
    expect(namesOf('cut(x, 0)', { numbers: { x: [-0.001, 0] } })).toEqual(['< 0', '≥ 0']);
  });

  test.each(['cut(x, 3, 2)', 'cut(x, 1, 1)'])('%s, whose knots do not ascend, is an error', (expression) => {
    expect(() => namesOf(expression, { numbers: { x: [1] } })).toThrow(/ascend/);
  });
});

describe('lookup', () => {
  const state = {
    categories: { zone: ['1', '2', '3'], other: [] },
    tables: { zones: { Borough: { 1: 'Queens', 2: 'Bronx', 4: 'Queens' } } },
  };

  test('gives the value in the table; unknown where the table or training lacks the category', () => {
    const categories = { zone: ['2', '1', '3', '4', ''] };
    expect(namesOf('lookup(zone, zones.Borough)', { categories, state })).toEqual([
      'Bronx',
      'Queens',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('of a table or column that does not exist is an error that names it', () => {
    expect(() => namesOf('lookup(zone, zones.Boro)', { state })).toThrow(
      'there is no table column zones.Boro',
    );
    expect(() => namesOf('lookup(zone, places.Borough)', { state })).toThrow(
      'there is no table column places.Borough',
    );
  });
});

describe('unordered', () => {
  const categories = { zone: ['7', '42', '9', '7', ''], other: ['42', '7', '9', '9', '7'] };

  test('is the same key for both directions', () => {
    const names = namesOf('unordered(zone, other)', { categories });
    expect(names[0]).toBe(names[1]);
    expect(new Set(names.slice(0, 4)).size).toBe(3);
    expect(names[4]).toBeUndefined();
  });

  test('tells pairs apart that share a zone, where the two dictionaries differ', () => {
    const all = ['1', '2', '3', '4'];
    const pairs = all.flatMap((zone) => all.map((other) => [zone, other] as const));
    const given = { zone: pairs.map(([zone]) => zone), other: pairs.map(([, other]) => other) };
    const state = { categories: { zone: ['4', '2', '1', '3'], other: ['1', '3', '2', '4'] } };
    // 4 pairs of a zone with itself, 6 of two.
    expect(new Set(namesOf('unordered(zone, other)', { categories: given, state })).size).toBe(10);
  });
});

describe('several keys as one', () => {
  const given: Given = {
    categories: { zone: ['a', 'b', 'a', ''], other: ['p', 'q', 'r', 'p'] },
    numbers: { x: [1, 0, 1, 1] },
    features: { numbers: { flag: 'x' } },
  };

  test('are named by all parts and unknown where one is', () => {
    expect(namesOf(['zone', 'other', 'flag'], given)).toEqual([
      'a, p, flag',
      'b, q, not flag',
      'a, r, flag',
      undefined,
    ]);
  });

  test('count in mixed radix, the last fastest', () => {
    const { frame, block } = frameOf(given);
    const key = frame.tuple(['zone', 'other']);
    frame.load(block, Uint32Array.of(0, 1, 2, 3), 4);
    // Radix 3: a p = 0, b q = 1 * 3 + 1, a r = 2.
    expect([...key.out.subarray(0, 4)]).toEqual([0, 4, 2, -1]);
    expect(key.size).toBe(6);
  });

  test('are one column, however often they are asked for', () => {
    const { frame } = frameOf(given);
    expect(frame.tuple(['zone', 'other'])).toBe(frame.tuple(['zone', 'other']));
  });
});

test('a category that training never saw is unknown', () => {
  const given = { categories: { zone: ['new', 'old'] }, state: { categories: { zone: ['old'], other: [] } } };
  expect(namesOf('zone', given)).toEqual([undefined, 'old']);
});
