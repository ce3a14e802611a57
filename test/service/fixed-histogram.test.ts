import { expect, it } from 'vitest';
import { FixedHistogram } from '../../service/fixed-histogram.ts';

it('counts values up to each bound, and all of them', () => {
  const histogram = new FixedHistogram('h', 'help', [1, 2]);
  const series = histogram.series('a', () => ({ route: 'a' }));
  for (const value of [0.5, 1, 1.5, 7]) series.observe(value);
  expect(histogram.series('a', () => ({ route: 'other' }))).toBe(series);
  const { values } = histogram.get();
  expect(values.map(({ metricName, labels, value }) => [metricName, labels['le'], value])).toEqual([
    ['h_bucket', 1, 2],
    ['h_bucket', 2, 3],
    ['h_bucket', '+Inf', 4],
    ['h_sum', undefined, 10],
    ['h_count', undefined, 4],
  ]);
});
