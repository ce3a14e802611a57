import { describe, expect, test } from 'vitest';
import { BLOCK_ROWS } from '../../pipeline/features/node.ts';
import { f64 } from '../../pipeline/wasm/f64.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { collect, frameOf, nameAt, namesOf, numbersOf } from './evaluate-features.ts';

const GEOMETRY = { between: ['zone', 'other'], measured: 'x', unless: 'y', clusters: { near: 2 } };
const PLACED = {
  features: { geometry: GEOMETRY },
  state: {
    categories: { zone: ['a', 'b', 'c', 'new'], other: ['b', 'a', 'new'] },
    tables: {},
    // a and b are 3-4-5 apart, c lies on a.
    geometry: {
      places: ['a', 'b', 'c'],
      dimensions: 2,
      positions: [0, 0, 3, 4, 0, 0],
      softening: 0,
      typical: 1.5,
      clusters: { near: [0, 1, 0] },
    },
  },
};

describe('a geometry', () => {
  const categories = { zone: ['a', 'b', 'c', 'new', '', 'a'], other: ['b', 'a', 'b', 'a', 'b', 'unseen'] };

  test('expects the log distance between two places, and the typical one where either is unknown', () => {
    const log5 = Math.log(5);
    expect(numbersOf('expected', { ...PLACED, categories })).toEqual([log5, log5, log5, 1.5, 1.5, 1.5]);
  });

  test('softens the distance of a place from itself', () => {
    const geometry = { ...PLACED.state.geometry, softening: 0.25 };
    const given = {
      ...PLACED,
      state: { ...PLACED.state, geometry },
      categories: { zone: ['a'], other: ['a'] },
    };
    expect(numbersOf('expected', given)).toEqual([0.5 * Math.log(0.25)]);
  });

  test('gives the cluster of either side, unknown where the place is', () => {
    expect(namesOf('from_near', { ...PLACED, categories })).toEqual([
      'from_near 0',
      'from_near 1',
      'from_near 0',
      undefined,
      undefined,
      'from_near 0',
    ]);
    expect(namesOf('to_near', { ...PLACED, categories })).toEqual([
      'to_near 1',
      'to_near 0',
      'to_near 1',
      'to_near 0',
      'to_near 1',
      undefined,
    ]);
  });

  test('is needed only by what asks for it', () => {
    const { frame } = frameOf({ ...PLACED, categories });
    frame.number('x * y');
    expect(frame.usesGeometry).toBe(false);
    frame.tuple(['from_near', 'to_near']);
    expect(frame.usesGeometry).toBe(true);
  });

  test('has no names in a contract without one', () => {
    expect(() => numbersOf('expected', { numbers: { x: [1] } })).toThrow('named expected');
  });
});

describe('blocks', () => {
  test('longer than one run of a column are computed piece by piece', () => {
    const rows = 3 * BLOCK_ROWS + 5;
    const values = Array.from({ length: rows }, (_, i) => i / 7);
    expect(numbersOf('2 * x - 1', { numbers: { x: values } })).toEqual(values.map((value) => 2 * value - 1));
  });

  test('are read at the rows that are asked for, in that order', () => {
    const { frame, block } = frameOf({
      numbers: { x: [10, 11, 12, 13] },
      categories: { zone: ['a', 'b', 'a', 'c'] },
    });
    const [x, zone] = [frame.number('x'), frame.key('zone')];
    frame.load(block, Uint32Array.of(3, 0, 0), 3);
    expect([...x.out.subarray(0, 3)]).toEqual([13, 10, 10]);
    expect([0, 1, 2].map((i) => nameAt(zone, i))).toEqual(['c', 'a', 'a']);
  });

  test('of other files have categories in another order and keep their names', () => {
    const { frame, block } = frameOf({ categories: { zone: ['a', 'b'] } });
    const zone = frame.key('zone');
    const other = makeBlock({}, { zone: ['b', 'z', 'a'] });
    expect(collect(frame, block, (i) => nameAt(zone, i))).toEqual(['a', 'b']);
    expect(collect(frame, other, (i) => nameAt(zone, i))).toEqual(['b', undefined, 'a']);
    expect(collect(frame, block, (i) => nameAt(zone, i))).toEqual(['a', 'b']);
  });
});

describe('a column', () => {
  test('that is first asked for in the middle of a block has its values from the next rows on', () => {
    const { frame, block } = frameOf({ numbers: { x: [1, 2], y: [5, 6] }, categories: { zone: ['a', 'b'] } });
    frame.number('x');
    frame.load(block, Uint32Array.of(0), 1);
    const [sum, zone] = [frame.number('x + y'), frame.key('zone')];
    frame.load(block, Uint32Array.of(1), 1);
    expect(sum.out[0]).toBe(8);
    expect(nameAt(zone, 0)).toBe('b');
  });

  test('is computed once, however often and under whatever name it is asked for', () => {
    const { frame } = frameOf({ features: { numbers: { twice: '2 * x' } } });
    expect(frame.number('twice').out).toBe(frame.number('2 * x').out);
    expect(frame.number('log(twice)')).toBe(frame.number('log(twice)'));
  });

  test('that is made of named numbers is labelled by their names', () => {
    const { frame } = frameOf({ features: { numbers: { twice: '2 * x' } } });
    expect(frame.number('twice').label).toBe('twice');
    expect(frame.number('twice * y').label).toBe('twice * y');
  });

  test('that is provided goes by its name in later expressions', () => {
    const { frame, block } = frameOf({ numbers: { x: [1, 2] } });
    frame.provide('prediction', f64.constant(7));
    const product = frame.number('prediction * x');
    expect(collect(frame, block, (i) => product.out[i])).toEqual([7, 14]);
  });
});

describe('a faulty expression', () => {
  test.each([
    { expression: 'xx', message: 'there is no column, number or key named xx' },
    { expression: 'lgo(x)', message: 'there is no function lgo' },
    { expression: 'clip(x, 1)', message: 'clip(x, 1) has 2 arguments; it is written clip(x, low, high)' },
    { expression: 'cut(x)', message: 'cut(x) has 1 arguments; it is written cut(x, knot, …)' },
    { expression: 'clip(x, y, 1)', message: 'argument 2 of clip(x, y, 1) must be a plain number' },
    { expression: 'is_null(log(x))', message: 'there is no column named log(x)' },
    { expression: 'constructor', message: 'there is no column, number or key named constructor' },
  ])('$expression: $message', ({ expression, message }) => {
    expect(() => numbersOf(expression, { numbers: { x: [1] } })).toThrow(message);
  });

  test('hints at the name that was probably meant', () => {
    const numbers = { distance: 'x' };
    expect(() => numbersOf('distanse', { features: { numbers } })).toThrow(
      expect.objectContaining({ code: 'contract', hint: 'did you mean "distance"?' }),
    );
  });

  test.each([
    { numbers: { a: 'a + 1' }, circle: 'a → a' },
    { numbers: { a: 'log(b)', b: '2 * c', c: 'clip(a, 0, 1)' }, circle: 'a → b → c → a' },
  ])('that is defined by itself shows the circle $circle', ({ numbers, circle }) => {
    expect(() => numbersOf('a', { features: { numbers } })).toThrow(`${circle} is defined by itself`);
  });
});
