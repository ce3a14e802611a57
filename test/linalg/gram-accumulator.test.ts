import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addGram, symmetrize } from '../../pipeline/linalg/gram-accumulator.ts';
import { createLcg } from './synthetic-design.ts';

function randomColumns(k: number, rows: number): Float64Array[] {
  const next = createLcg(k * 1000 + rows);
  return Array.from({ length: k }, () => Float64Array.from({ length: rows }, () => next() - 0.5));
}

/** The definition: each entry is the sum of products in order of rows, added to what was there. */
function addGramByDefinition(gram: Float64Array, columns: Float64Array[], count: number, k: number): void {
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) {
      let sum = 0;
      for (let row = 0; row < count; row++) sum += columns[i]![row]! * columns[j]![row]!;
      gram[i * k + j]! += sum;
    }
  }
}

test('addGram sums products over rows into the upper triangle, and only there', () => {
  const gram = new Float64Array(4);
  addGram(gram, [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)], 3, 2);
  // 1 + 4 + 9, 4 + 10 + 18, 16 + 25 + 36
  expect([...gram]).toEqual([14, 32, 0, 77]);
});

test('addGram reads the first count rows and adds to what is there', () => {
  const gram = Float64Array.of(100);
  addGram(gram, [Float64Array.of(3, 4, Number.NaN)], 2, 1);
  expect([...gram]).toEqual([125]);
});

test('addGram leaves the matrix as it is for no rows', () => {
  const gram = Float64Array.of(1, 2, 3, 4);
  addGram(gram, [new Float64Array(0), new Float64Array(0)], 0, 2);
  expect([...gram]).toEqual([1, 2, 3, 4]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 50])('addGram of %i columns has the very bits of its definition', (k) => {
  const columns = randomColumns(k, 257);
  const [gram, expected] = [new Float64Array(k * k), new Float64Array(k * k)];
  for (const count of [257, 64]) {
    addGram(gram, columns, count, k);
    addGramByDefinition(expected, columns, count, k);
  }
  expect(gram).toEqual(expected);
});

test('addGram spreads a NaN to the entries of its column and no further', () => {
  const columns = randomColumns(5, 9);
  columns[3]![4] = Number.NaN;
  const gram = new Float64Array(25);
  addGram(gram, columns, 9, 5);
  const nans = [...gram.keys()].filter((entry) => Number.isNaN(gram[entry]));
  expect(nans).toEqual([3, 8, 13, 18, 19]);
});

test('addGram of whole numbers is the same however the rows are cut into blocks', () => {
  const cut = fc.record({
    values: fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 40, maxLength: 40 }),
    at: fc.integer({ min: 0, max: 10 }),
  });
  fc.assert(
    fc.property(cut, ({ values, at }) => {
      const columns = [0, 1, 2, 3].map((j) => Float64Array.from(values.slice(j * 10, j * 10 + 10)));
      const [whole, parts] = [new Float64Array(16), new Float64Array(16)];
      addGram(whole, columns, 10, 4);
      addGram(parts, columns, at, 4);
      addGram(
        parts,
        columns.map((column) => column.subarray(at)),
        10 - at,
        4,
      );
      expect(Array.from(parts, (value) => value + 0)).toEqual(Array.from(whole, (value) => value + 0));
    }),
  );
});

test('symmetrize copies the upper triangle onto the lower one, in place', () => {
  const gram = Float64Array.of(1, 2, 3, 0, 4, 5, 0, 0, 6);
  expect(symmetrize(gram, 3)).toBe(gram);
  expect([...gram]).toEqual([1, 2, 3, 2, 4, 5, 3, 5, 6]);
});
