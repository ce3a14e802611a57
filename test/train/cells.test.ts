import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowProgram } from '../../pipeline/features/row-program.ts';
import { CellIndex } from '../../pipeline/train/encodings/cell-index.ts';
import { type CellTable, mergeCells } from '../../pipeline/train/encodings/cells.ts';
import { f64 } from '../../pipeline/wasm/f64.ts';
import { position } from '../../pipeline/wasm/loop.ts';
import { entry, numberEntry } from '../../pipeline/wasm/table.ts';

const STRIDE = 2;
const BYTES = 8;

interface Row {
  readonly code: number;
  readonly value: number;
}

/** Collects rows of one key: per cell their number and a sum. */
function collect(rows: readonly Row[], size: number, known: readonly number[] = []): CellTable {
  const program = new RowProgram();
  const codes = Int32Array.from(rows, ({ code }) => (code < size ? code : -1));
  const index = new CellIndex(
    program,
    { size, value: entry(codes, position), of: (row) => rows[row]!.code },
    BYTES * STRIDE,
  );
  index.layOut(Float64Array.from(known));
  const values = numberEntry(
    Float64Array.from(rows, ({ value }) => value),
    position,
  );
  const add = program.compile([
    { value: f64.constant(1), to: index.address, offset: 0 },
    { value: values, to: index.address, offset: BYTES },
  ]);
  if (rows.length > 0) add(rows.length);
  const cells = index.cells();
  const sums = Array.from(cells.addresses, (at) => [...program.memory.arena.numbers(at, STRIDE)]);
  return { codes: cells.codes, sums: Float64Array.from(sums.flat()), stride: STRIDE };
}

const anyRow = fc.record({
  code: fc.integer({ min: 0, max: 40 }),
  value: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
});
const anyRows = fc.array(anyRow, { maxLength: 60 });

describe('collected cells', () => {
  test('come in order of their codes, each with its sums', () => {
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
      sums: Float64Array.of(1, 2, 2, 6),
      stride: STRIDE,
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

  test('that were laid out before take what belongs to them', () => {
    const rows = [9, 3, 2 ** 40].map((code) => ({ code, value: code }));
    expect(collect(rows, 10, [3, 4, 2 ** 40])).toEqual({
      codes: Float64Array.of(3, 4, 9, 2 ** 40),
      sums: Float64Array.of(1, 3, 0, 0, 1, 9, 1, 2 ** 40),
      stride: STRIDE,
    });
  });

  test('grow past the room they begin with', () => {
    const rows = Array.from({ length: 5000 }, (_, code) => ({ code, value: code }));
    const { codes, sums } = collect(rows, 5000);
    expect(codes).toHaveLength(5000);
    expect([sums[9998], sums[9999]]).toEqual([1, 4999]);
  });

  test('of no rows are none', () => {
    expect(collect([], 10)).toEqual({
      codes: new Float64Array(0),
      sums: new Float64Array(0),
      stride: STRIDE,
    });
  });
});

describe('merging cells', () => {
  test('gives the cells of all rows together, to the bit', () => {
    fc.assert(
      fc.property(anyRows, anyRows, (a, b) => {
        expect(mergeCells(collect(a, 50), collect(b, 50))).toEqual(collect([...a, ...b], 50));
      }),
    );
  });

  test('is associative and commutative', () => {
    fc.assert(
      fc.property(anyRows, anyRows, anyRows, (a, b, c) => {
        const [x, y, z] = [collect(a, 50), collect(b, 50), collect(c, 50)] as const;
        expect(mergeCells(mergeCells(x, y), z)).toEqual(mergeCells(x, mergeCells(y, z)));
        expect(mergeCells(x, y)).toEqual(mergeCells(y, x));
      }),
    );
  });
});
