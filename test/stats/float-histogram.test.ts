import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { floatBin } from '../../pipeline/stats/float-bin.ts';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import { quantile } from '../../pipeline/stats/quantile.ts';

const numbers = fc
  .array(fc.double({ noDefaultInfinity: true }), { maxLength: 40 })
  .map((list) => Float64Array.from(list));

function histogramOf(...values: readonly number[] | [Float64Array]): FloatHistogram {
  const histogram = new FloatHistogram();
  histogram.add(values[0] instanceof Float64Array ? values[0] : Float64Array.from(values as number[]));
  return histogram;
}

test('values are counted by bin, and NaN apart', () => {
  const histogram = histogramOf(1, 1.01, -3, 0, -0, Number.NaN);
  expect(histogram.count).toBe(5);
  expect(histogram.nulls).toBe(1);
  expect(histogram.toJSON()).toEqual({
    bins: [
      [floatBin(-3), 1],
      [0, 2],
      [floatBin(1), 2],
    ],
    nulls: 1,
  });
});

test('add counts the first count values of a block, wherever it lies in memory', () => {
  const histogram = new FloatHistogram();
  histogram.add(Float64Array.of(9, 9, 1, 2, 4).subarray(2), 2);
  expect(histogram.toJSON()).toEqual(histogramOf(1, 2).toJSON());
});

test('addOne and add count alike', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const oneByOne = new FloatHistogram();
      for (const value of values) oneByOne.addOne(value);
      expect(oneByOne.toJSON()).toEqual(histogramOf(values).toJSON());
      expect(oneByOne.count).toBe(histogramOf(values).count);
    }),
  );
});

test('merging is associative and commutative, and gives the histogram of all values', () => {
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      const all = histogramOf(Float64Array.of(...a, ...b, ...c));
      const leftFirst = histogramOf(a).merge(histogramOf(b)).merge(histogramOf(c));
      const rightFirst = histogramOf(a).merge(histogramOf(b).merge(histogramOf(c)));
      const backwards = histogramOf(c).merge(histogramOf(b)).merge(histogramOf(a));
      for (const merged of [leftFirst, rightFirst, backwards]) {
        expect(merged.toJSON()).toEqual(all.toJSON());
        expect(merged.count).toBe(all.count);
      }
    }),
  );
});

test('merging an empty histogram changes nothing', () => {
  const histogram = histogramOf(1, 2, Number.NaN);
  expect(histogram.merge(new FloatHistogram()).toJSON()).toEqual(histogramOf(1, 2, Number.NaN).toJSON());
});

test('a histogram written and read back is the same', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const histogram = histogramOf(values);
      const back = FloatHistogram.fromJSON(JSON.parse(JSON.stringify(histogram)));
      expect(back.toJSON()).toEqual(histogram.toJSON());
      expect(back.count).toBe(histogram.count);
    }),
  );
});

test.each([
  {
    description: 'bins out of order',
    json: {
      bins: [
        [2, 1],
        [1, 1],
      ],
      nulls: 0,
    },
  },
  {
    description: 'a bin given twice',
    json: {
      bins: [
        [1, 1],
        [1, 1],
      ],
      nulls: 0,
    },
  },
  { description: 'a broken bin', json: { bins: [[1.5, 1]], nulls: 0 } },
  { description: 'a bin beyond infinity', json: { bins: [[65505, 1]], nulls: 0 } },
  { description: 'an empty bin', json: { bins: [[1, 0]], nulls: 0 } },
  { description: 'a negative count of nulls', json: { bins: [], nulls: -1 } },
])('fromJSON rejects $description', ({ json }) => {
  expect(() => FloatHistogram.fromJSON(json as unknown as ReturnType<FloatHistogram['toJSON']>)).toThrow(
    RatchetError,
  );
});

// numpy.quantile of (arange(1009) * 7919 % 1009) / 10 - 20 at the same shares.
test('quantiles agree with NumPy within 1/32', () => {
  const histogram = histogramOf(Float64Array.from({ length: 1009 }, (_, i) => ((i * 7919) % 1009) / 10 - 20));
  const expected = [
    [0, -20],
    [0.05, -14.96],
    [0.1, -9.92],
    [0.25, 5.2],
    [0.5, 30.4],
    [0.9, 70.72],
    [0.99, 79.792],
    [1, 80.8],
  ] as const;
  for (const [q, value] of expected) {
    expect(Math.abs(histogram.quantile(q) - value)).toBeLessThanOrEqual(Math.abs(value) / 32);
  }
});

test('a quantile is off by at most 1/32 of the larger of the two values that it lies between', () => {
  const normal = fc
    .double({ min: -1e9, max: 1e9, noNaN: true })
    .map((value) => (Math.abs(value) < 1e-9 ? 0 : value));
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(normal, { minLength: 1, maxLength: 40 }), share, (values, q) => {
      const sorted = Float64Array.from(values).sort();
      const rank = Math.floor((sorted.length - 1) * q);
      const larger = Math.max(Math.abs(sorted[rank]!), Math.abs(sorted[rank + 1] ?? 0));
      const error = Math.abs(histogramOf(sorted).quantile(q) - quantile(sorted, q));
      expect(error).toBeLessThanOrEqual((larger / 32) * (1 + 1e-12));
    }),
  );
});

test('quantiles of zeros are 0, of infinities infinite, and of nothing NaN', () => {
  expect(histogramOf(0, 0, 0).quantile(0.4)).toBe(0);
  expect(histogramOf(Number.NEGATIVE_INFINITY, 1).quantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(histogramOf(Number.NaN).quantile(0.5)).toBeNaN();
});

test.each([-0.1, 1.1, Number.NaN])('a share of %d is an error', (q) => {
  expect(() => histogramOf(1).quantile(q)).toThrow(RatchetError);
});

test('the edges of a bin are those of floatBinEdges', () => {
  expect(FloatHistogram.edges(floatBin(8.2))).toEqual([8, 8.25]);
});
