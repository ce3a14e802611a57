import { describe, expect, it } from 'vitest';
import { keepRows, targetValues } from '../../pipeline/ingest/keep-rows.ts';
import { makeBlock } from './make-block.ts';

describe('the target', () => {
  const block = makeBlock({ from: [0, 60_000, Number.NaN], to: [90_000, 0, 60_000], fare: [1, 2, 3] });

  it('is the minutes between two times, negative when they are the wrong way round, NaN where one is missing', () => {
    const target = { name: 'duration', unit: 'min', minutes_between: ['from', 'to'], keep: [1, 60] } as const;
    expect([...targetValues({ ...target, minutes_between: ['from', 'to'], keep: [1, 60] }, block)]).toEqual([
      1.5,
      -1,
      Number.NaN,
    ]);
  });

  it('may be a column', () => {
    expect([...targetValues({ name: 'fare', unit: 'USD', column: 'fare', keep: [0, 9] }, block)]).toEqual([
      1, 2, 3,
    ]);
  });
});

describe('the rows kept', () => {
  const kept = (targets: number[], keep: [number, number]) => [...keepRows(Float64Array.from(targets), keep)];

  it('are those in the range, both ends included', () => {
    expect(kept([0.999, 1, 30, 60, 60.001], [1, 60])).toEqual([1, 2, 3]);
  });

  it('are never those without a finite target, whatever the range', () => {
    const everything: [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    expect(kept([Number.NaN, Infinity, -Infinity, 5], everything)).toEqual([3]);
  });

  it('may be none and may be all', () => {
    expect(kept([0, 61], [1, 60])).toEqual([]);
    expect(kept([1, 2], [1, 60])).toEqual([0, 1]);
    expect(kept([], [1, 60])).toEqual([]);
  });
});
