import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK_ROWS } from '../../pipeline/features/node.ts';
import {
  classesOf,
  classOf,
  type FoldPlan,
  forEachBlock,
  modelsOf,
  planFolds,
  sees,
  teachesBase,
} from '../../pipeline/train/fold-blocks.ts';
import { makeRides, makeShards } from './synthetic.ts';

const HASHES = Array.from({ length: 256 }, (_, hash) => hash);

/** Every plan that a number of rows and a recipe can lead to. */
const anyPlan = fc
  .record({ rows: fc.integer({ min: 1, max: 20_000_000 }), folds: fc.integer({ min: 2, max: 10 }) })
  .map(({ rows, folds }) => planFolds(rows, folds));

describe('a fold plan', () => {
  test.each([1, 1000, 73_908, 250_000])(
    'of %d rows judges all of the folds that the recipe asks for',
    (rows) => {
      expect(planFolds(rows, 3)).toEqual({ count: 3, judged: 3 });
    },
  );

  test('of millions of rows judges one fold among many', () => {
    expect(planFolds(3_000_000, 3)).toEqual({ count: 12, judged: 1 });
    expect(planFolds(100_000_000, 3)).toEqual({ count: 16, judged: 1 });
  });

  test('judges at least enough rows for the last regression, or all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.integer({ min: 2, max: 10 }),
        (rows, folds) => {
          const { count, judged } = planFolds(rows, folds);
          expect(judged).toBeGreaterThanOrEqual(1);
          expect(judged).toBeLessThanOrEqual(count);
          expect((rows * judged) / count).toBeGreaterThanOrEqual(Math.min(rows, 250_000) - 1);
        },
      ),
    );
  });

  test('gives every row one class, of which every one has rows', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const classes = new Set(HASHES.map((hash) => classOf(hash, plan)));
        expect([...classes].sort((a, b) => a - b)).toEqual(
          Array.from({ length: classesOf(plan) }, (_, cls) => cls),
        );
      }),
    );
  });

  test('gives folds of the same size, to the one hash byte that does not divide', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const whole: FoldPlan = { count: plan.count, judged: plan.count };
        const sizes = Array.from(
          { length: plan.count },
          (_, f) => HASHES.filter((hash) => classOf(hash, whole) === f).length,
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('lets no model see the fold that it judges', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        for (let fold = 0; fold < plan.judged; fold++) expect(sees(fold, fold, plan)).toBe(false);
      }),
    );
  });

  test('has a model that sees all rows, unless one small fold is set aside', () => {
    for (const plan of [planFolds(1000, 3), planFolds(700_000, 3)]) {
      const last = modelsOf(plan) - 1;
      expect(Array.from({ length: classesOf(plan) }, (_, cls) => sees(last, cls, plan))).not.toContain(false);
    }
    const aside = planFolds(3_000_000, 3);
    expect(modelsOf(aside)).toBe(1);
    expect([sees(0, 0, aside), sees(0, 1, aside)]).toEqual([false, true]);
  });

  test('lets no row of the judged fold teach the base of a model that judges it', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        if (modelsOf(plan) > 1) return;
        for (const hash of HASHES) if (teachesBase(hash, plan)) expect(classOf(hash, plan)).not.toBe(0);
      }),
    );
  });
});

describe('the blocks of a shard', () => {
  const rides = makeRides(5 * BLOCK_ROWS + 7);
  const [shard] = makeShards(rides, rides.length);

  test.each([
    { count: 3, judged: 3 },
    { count: 16, judged: 1 },
    { count: 2, judged: 1 },
  ])('hold every row exactly once, with its own class, in order: $judged of $count folds', (plan) => {
    const seen: number[] = [];
    forEachBlock(shard!, plan, (cls, rows, n) => {
      expect(n).toBeGreaterThan(0);
      expect(n).toBeLessThanOrEqual(BLOCK_ROWS);
      const some = [...rows.subarray(0, n)];
      expect(some).toEqual(some.toSorted((a, b) => a - b));
      for (const row of some) expect(classOf(rides[row]!.hash, plan)).toBe(cls);
      seen.push(...some);
    });
    expect(seen.sort((a, b) => a - b)).toEqual([...rides.keys()]);
  });

  test('leave out the rows that are not wanted', () => {
    const seen: number[] = [];
    const plan = { count: 3, judged: 3 };
    const wanted = (cls: number, hash: number) => cls !== 1 && hash % 5 === 0;
    forEachBlock(shard!, plan, (_, rows, n) => seen.push(...rows.subarray(0, n)), wanted);
    const expected = [...rides.keys()].filter((row) => {
      const { hash } = rides[row]!;
      return wanted(classOf(hash, plan), hash);
    });
    expect(seen.sort((a, b) => a - b)).toEqual(expected);
  });

  test('of no rows are none', () => {
    const [none] = makeShards([rides[0]!], 1);
    forEachBlock({ ...none!, rows: 0 }, { count: 3, judged: 3 }, () => expect.unreachable());
  });
});
