import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '../../pipeline/ingest/block.ts';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import { mergeCategoryCounts, toCategoryCounts } from '../../pipeline/validate/category-counts.ts';
import { mergeProfiles } from '../../pipeline/validate/merge-profiles.ts';
import { type Profile, profileSchema } from '../../pipeline/validate/profile.ts';
import { ProfileCounter } from '../../pipeline/validate/profile-counter.ts';
import {
  coarsen,
  mergeProfileHistograms,
  toProfileHistogram,
} from '../../pipeline/validate/profile-histogram.ts';
import { openRows } from '../../platform/open-rows.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { NYC, nycMonth } from '../ingest/nyc-contract.ts';
import { readBlocks } from '../ingest/read-block.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { observe } from './observe.ts';

describe('the profile of January 2021', () => {
  let profile: Profile;
  beforeAll(async () => {
    const source = await openRows(nycMonth('2021-01'));
    const counter = new ProfileCounter(NYC, '2021-01');
    for (const block of await readBlocks(NYC, source)) counter.add(observe(NYC, block));
    source.close();
    profile = counter.profile();
  });

  // Expected values by pandas 3.1 on the same file.
  it('has its rows by hour of the day, over all days', () => {
    expect(profile.columns.pickup_datetime).toEqual({
      kind: 'time',
      nulls: 0,
      hours: [
        515, 340, 202, 195, 363, 870, 1691, 3448, 4992, 6030, 6178, 5815, 5779, 6024, 5772, 5690, 5456, 4513,
        3835, 3164, 2166, 1451, 1168, 861,
      ],
    });
  });

  it('has its rows by day, of which three lie outside the month', () => {
    const days = Object.entries(profile.days);
    expect(days.length).toBe(31);
    expect(days.slice(0, 3)).toEqual([
      ['2021-01-01', 1031],
      ['2021-01-02', 1904],
      ['2021-01-03', 1320],
    ]);
    expect(days.reduce((sum, [, n]) => sum + n, 0)).toBe(76_518 - 3);
  });

  it('has the counts of categories', () => {
    const { PULocationID, VendorID } = profile.columns;
    if (PULocationID?.kind !== 'category' || VendorID?.kind !== 'category') throw new Error('no categories');
    expect(Object.keys(PULocationID.categories.counts).length).toBe(251);
    expect([74, 75, 41].map((zone) => PULocationID.categories.counts[zone])).toEqual([6696, 6196, 4194]);
    expect(VendorID.categories).toEqual({ counts: { 1: 7247, 2: 69_271 }, others: 0 });
  });

  it('has the nulls and quantiles of numbers', () => {
    const { passenger_count, trip_distance } = profile.columns;
    if (passenger_count?.kind !== 'number' || trip_distance?.kind !== 'number') throw new Error('no numbers');
    expect(passenger_count.histogram.nulls).toBe(36_047);
    const median = FloatHistogram.fromJSON(trip_distance.histogram).quantile(0.5);
    expect(Math.abs(median / 2.59 - 1)).toBeLessThan(1 / 32);
  });

  it('is valid by its schema, and small', () => {
    expect(profileSchema.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
    expect(JSON.stringify(profile).length).toBeLessThan(20_000);
  });
});

describe('profiles', () => {
  const day = (d: number) => Date.UTC(2021, 0, 1) + d * 86_400_000;
  const ride = fc.record({
    pickup: fc.oneof(fc.integer({ min: -3, max: 34 }).map(day), fc.constant(Number.NaN), fc.double()),
    miles: fc.double(),
    zone: fc.constantFrom('1', '2', ''),
  });
  const profileOf = (rides: { pickup: number; miles: number; zone: string }[]): Profile => {
    const block: Block = makeBlock(
      {
        pickup: rides.map((r) => r.pickup),
        dropoff: rides.map((r) => r.pickup + 600_000),
        miles: rides.map((r) => r.miles),
        riders: rides.map(() => 1),
      },
      { zone: rides.map((r) => r.zone), kind: rides.map(() => 'street') },
    );
    const counter = new ProfileCounter(RIDES, '2021-01');
    counter.add(observe(RIDES, block));
    return counter.profile();
  };

  it('of parts add up to the profile of all rows, in any grouping', () => {
    fc.assert(
      fc.property(fc.array(ride), fc.array(ride), fc.array(ride), (a, b, c) => {
        const [x, y, z] = [profileOf(a), profileOf(b), profileOf(c)];
        const whole = profileOf([...a, ...b, ...c]);
        expect(mergeProfiles(x, y, z)).toEqual(whole);
        expect(mergeProfiles(mergeProfiles(z, x), y)).toEqual(whole);
      }),
    );
  });

  it('of other columns are not added', () => {
    const one = profileOf([]);
    expect(() => mergeProfiles(one, { ...one, columns: {} })).toThrow(
      'profiles of different columns cannot be added',
    );
    const other = { ...one, columns: { ...one.columns, miles: one.columns.zone! } };
    expect(() => mergeProfiles(one, other)).toThrow(
      'profiles of column miles: one is of a number, the other of a category',
    );
  });
});

describe('a histogram with many bins', () => {
  const spread = (n: number, factor: number) => {
    const histogram = new FloatHistogram();
    for (let i = 0; i < n; i++) histogram.addOne(factor ** i * (i % 2 === 0 ? 1 : -1));
    return histogram.toJSON();
  };

  it('is coarsened to 512 bins at most, and loses no value', () => {
    const { bins, coarseness } = toProfileHistogram(spread(3000, 1.1));
    expect(bins.length).toBeLessThanOrEqual(512);
    // 1.1^3000 is 412.5 octaves, on either side of 0: 826 bins of an octave (2^5), 414 of two (2^6).
    expect(coarseness).toBe(6);
    expect(bins.reduce((sum, [, n]) => sum + n, 0)).toBe(3000);
  });

  it('gives the same sum whether its parts were coarsened before or not', () => {
    const [a, b] = [spread(700, 1.5), spread(700, 1.01)];
    const whole = FloatHistogram.fromJSON(a).merge(FloatHistogram.fromJSON(b)).toJSON();
    expect(mergeProfileHistograms(toProfileHistogram(a), toProfileHistogram(b))).toEqual(
      toProfileHistogram(whole),
    );
  });

  it('is coarsened in steps to the same as at once', () => {
    const fine = toProfileHistogram(spread(100, 1.1));
    expect(coarsen(coarsen(fine, 2), 5)).toEqual(coarsen(fine, 5));
  });
});

describe('counts of many labels', () => {
  it('keep the 1,000 most frequent, and the others as one number', () => {
    const many = new Map(Array.from({ length: 1200 }, (_, i) => [`id${i}`, i + 1]));
    const { counts, others } = toCategoryCounts(many);
    expect(Object.keys(counts).length).toBe(1000);
    expect(counts.id199).toBeUndefined();
    expect(counts.id200).toBe(201);
    expect(others).toBe((200 * 201) / 2);
  });

  it('add up by label', () => {
    const merged = mergeCategoryCounts(
      { counts: { a: 1, '': 2 }, others: 3 },
      { counts: { b: 5, a: 1 }, others: 1 },
    );
    expect(merged).toEqual({ counts: { '': 2, a: 2, b: 5 }, others: 4 });
  });
});
