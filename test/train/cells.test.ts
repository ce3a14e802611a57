import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CellCollector, type CellTable, mergeCells } from '../../pipeline/train/cells.ts';

const [STRIDE, WIDTH] = [2, 2];

interface Row {
  readonly code: number;
  readonly value: number;
}

/** Collects rows of one key, whose cell notes two codes made from it, and counts them beside a sum. */
function collect(rows: readonly Row[], domain: number): CellTable {
  const collector = new CellCollector(domain, STRIDE, WIDTH);
  for (const { code, value } of rows) {
    const keys = [Int32Array.of(code % 7), Int32Array.of(-1)];
    const at = collector.offset(code, 0, keys);
    collector.sums[at]!++;
    collector.sums[at + 1]! += value;
  }
  return collector.table();
}

const merge = (a: CellTable, b: CellTable) => mergeCells(a, b, STRIDE, WIDTH);

const anyRow = fc.record({
  code: fc.integer({ min: 0, max: 40 }),
  value: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
});
const anyRows = fc.array(anyRow, { maxLength: 60 });

describe('collected cells', () => {
  test('come in order of their codes, each with the codes of its keys and its sums', () => {
    const table = collect(
      [
        { code: 9, value: 1 },
        { code: 3, value: 2 },
        { code: 9, value: 5 },
      ],
      10,
    );
    expect(table).toEqual({
      codes: Float64Array.of(3, 9),
      keys: Int32Array.of(3, -1, 2, -1),
      sums: Float64Array.of(1, 2, 2, 6),
    });
  });

  test.each([
    { what: 'a small domain, indexed by an array', domain: 50 },
    { what: 'a large domain, indexed by a map', domain: 2 ** 40 },
    { what: 'codes past the domain', domain: 5 },
  ])('are those of a Map from code to sums: $what', ({ domain }) => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const expected = new Map<number, [number, number]>();
        for (const { code, value } of rows) {
          const [n, sum] = expected.get(code) ?? [0, 0];
          expected.set(code, [n + 1, sum + value]);
        }
        const { codes, sums } = collect(rows, domain);
        expect([...codes]).toEqual([...expected.keys()].sort((a, b) => a - b));
        for (const [cell, code] of codes.entries())
          expect([...sums.subarray(2 * cell, 2 * cell + 2)]).toEqual(expected.get(code));
      }),
    );
  });

  test('grow past the room they begin with', () => {
    const rows = Array.from({ length: 5000 }, (_, code) => ({ code, value: code }));
    const { codes, sums, keys } = collect(rows, 5000);
    expect(codes).toHaveLength(5000);
    expect([sums[9999], keys[9998]]).toEqual([4999, 4999 % 7]);
  });

  test('of no rows are none', () => {
    expect(collect([], 10)).toEqual({
      codes: new Float64Array(0),
      keys: new Int32Array(0),
      sums: new Float64Array(0),
    });
  });
});

describe('merging cells', () => {
  test('gives the cells of all rows together, to the bit', () => {
    fc.assert(
      fc.property(anyRows, anyRows, (a, b) => {
        expect(merge(collect(a, 50), collect(b, 50))).toEqual(collect([...a, ...b], 50));
      }),
    );
  });

  test('is associative and commutative', () => {
    fc.assert(
      fc.property(anyRows, anyRows, anyRows, (a, b, c) => {
        const [x, y, z] = [collect(a, 50), collect(b, 50), collect(c, 50)] as const;
        expect(merge(merge(x, y), z)).toEqual(merge(x, merge(y, z)));
        expect(merge(x, y)).toEqual(merge(y, x));
      }),
    );
  });
});
