import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planParts } from '../../pipeline/ingest/plan-parts.ts';

it('a file without row groups is one part', () => {
  expect(planParts(undefined)).toEqual([{ firstRow: 0 }]);
});

it('a file without rows is one empty part', () => {
  expect(planParts([])).toEqual([{ rowGroups: [], firstRow: 0, rows: 0 }]);
});

it('a part takes row groups until the next would take it past 500,000 rows', () => {
  const groups = new Array<number>(25).fill(122_880);
  expect(planParts(groups).map(({ rowGroups }) => rowGroups!.length)).toEqual([4, 4, 4, 4, 4, 4, 1]);
  expect(planParts([76_518])).toEqual([{ rowGroups: [0], firstRow: 0, rows: 76_518 }]);
});

it('a row group larger than a part is a part of its own', () => {
  expect(planParts([10, 2_000_000, 10])).toEqual([
    { rowGroups: [0], firstRow: 0, rows: 10 },
    { rowGroups: [1], firstRow: 10, rows: 2_000_000 },
    { rowGroups: [2], firstRow: 2_000_010, rows: 10 },
  ]);
});

it('parts hold every row group once, in order, and know the rows before them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900_000 }), { minLength: 1 }), (groups) => {
      const parts = planParts(groups);
      expect(parts.flatMap(({ rowGroups }) => rowGroups)).toEqual(groups.map((_, i) => i));
      let before = 0;
      for (const { firstRow, rows } of parts) {
        expect(firstRow).toBe(before);
        before += rows!;
      }
    }),
  );
});
