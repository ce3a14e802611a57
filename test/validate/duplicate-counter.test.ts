import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishHash, hashNumber } from '../../pipeline/stats/hash-row.ts';
import {
  DuplicateCounter,
  type DuplicateState,
  MAX_DISTINCT,
} from '../../pipeline/validate/duplicate-counter.ts';
import { estimateDuplicates } from '../../pipeline/validate/duplicate-estimate.ts';
import type { ObservedRows } from '../../pipeline/validate/observed-rows.ts';

/** Rows that are equal when their ids are. */
function rowsOf(ids: ArrayLike<number>, firstRow: number): ObservedRows {
  const hash = (seed: number, id: number) => finishHash(hashNumber(seed, id));
  const first = Uint32Array.from(ids, (id) => hash(1, id));
  const second = Uint32Array.from(ids, (id) => hash(2, id));
  return {
    hashes: first,
    secondHashes: (rows: Uint32Array) => rows.map((row) => second[row]!),
    firstRow,
  } as unknown as ObservedRows;
}

function count(ids: ArrayLike<number>, firstRow = 1, expectedRows?: number): DuplicateState {
  const counter = new DuplicateCounter(expectedRows);
  counter.add(rowsOf(ids, firstRow));
  return counter.state();
}

/** A state as a set of rows: where an entry lies in the table says nothing. */
function contentOf({ bits, first, second, counts, rows, repeats }: DuplicateState) {
  const entries = [...first].map((hash, i) => [hash, second[i], counts[i], rows[i], repeats[i]].join());
  return { bits, entries: entries.sort() };
}

describe('up to 131,072 distinct rows', () => {
  it('rows that repeat an earlier one are counted exactly, and the first repeats are shown', () => {
    const ids = [7, 8, 7, 9, 7, 8];
    expect(estimateDuplicates(count(ids), ids.length)).toEqual({
      count: 3,
      exact: true,
      samples: [
        { row: 3, value: 'the same as row 1' },
        { row: 6, value: 'the same as row 2' },
      ],
    });
  });

  it('all rows but one are repeats when all are equal', () => {
    expect(estimateDuplicates(count(new Uint32Array(50_000)), 50_000).count).toBe(49_999);
  });

  it('no rows have no repeats', () => {
    expect(estimateDuplicates(count([]), 0)).toEqual({ count: 0, exact: true, samples: [] });
  });
});

describe('in any grouping', () => {
  it('parts merge into what all rows together give', () => {
    const id = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(fc.array(fc.array(id), { minLength: 1 }), fc.nat(), (parts, cut) => {
        const starts = parts.map((_, i) => 1 + parts.slice(0, i).flat().length);
        const states = parts.map((ids, i) => count(ids, starts[i]));
        const at = cut % (states.length + 1);
        const merge = (some: DuplicateState[]) =>
          some.reduce((counter, state) => counter.merge(state), new DuplicateCounter()).state();
        const whole = contentOf(count(parts.flat()));
        expect(contentOf(merge(states))).toEqual(whole);
        expect(contentOf(merge([merge(states.slice(at)), merge(states.slice(0, at))]))).toEqual(whole);
      }),
    );
  });

  it('what is sampled of many rows depends on the rows alone', () => {
    const ids = Float64Array.from({ length: 300_000 }, (_, i) => (i < 290_000 ? i : i - 290_000));
    const whole = count(ids);
    const halves = new DuplicateCounter(ids.length)
      .merge(count(ids.subarray(140_000), 140_001))
      .merge(count(ids.subarray(0, 140_000), 1));
    expect(whole.bits).toBe(2);
    expect(whole.first.length).toBeLessThanOrEqual(MAX_DISTINCT);
    expect(contentOf(halves.state())).toEqual(contentOf(whole));
  });
});

describe('beyond 131,072 distinct rows', () => {
  it('the count is an estimate within four standard errors', () => {
    // 400,000 rows, of which the last 20,000 repeat one other each: p = 5 %, bits = 2.
    const ids = Float64Array.from({ length: 400_000 }, (_, i) => (i < 380_000 ? i : i - 380_000));
    const estimate = estimateDuplicates(count(ids), ids.length);
    expect(estimate.exact).toBe(false);
    const standardError = Math.sqrt(20_000 * (4 - 1));
    expect(Math.abs(estimate.count - 20_000)).toBeLessThan(4 * standardError);
  });

  it('one row repeated very often is found even when it is not in the sample', () => {
    // Every row that is not the frequent one is new; whichever frequent row is chosen, sampled or not, it must show.
    for (const frequent of [-1, -2, -3, -4, -5, -6]) {
      const ids = Float64Array.from({ length: 400_000 }, (_, i) => (i % 4 === 0 ? frequent : i));
      const { count: found } = estimateDuplicates(count(ids), ids.length);
      expect(found / 99_999).toBeGreaterThan(0.9);
      expect(found).toBeLessThan(ids.length);
    }
  });

  it('a file known to be large is sampled from the start, with the same answer', () => {
    const ids = Float64Array.from({ length: 400_000 }, (_, i) => i % 390_000);
    const known = estimateDuplicates(count(ids, 1, ids.length), ids.length);
    expect(known).toEqual(estimateDuplicates(count(ids), ids.length));
  });
});
