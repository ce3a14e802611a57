import { describe, expect, it } from 'vitest';
import { gammaTail } from '../../pipeline/monitor/gamma-tail.ts';
import { pairHistograms } from '../../pipeline/monitor/pair-counts.ts';
import { chiSquare, chiSquareStatistic } from '../../pipeline/monitor/tests/chi-square.ts';
import { jensenShannon, jensenShannonDistance } from '../../pipeline/monitor/tests/jensen-shannon.ts';
import { kolmogorovSmirnov, kolmogorovTail } from '../../pipeline/monitor/tests/kolmogorov-smirnov.ts';
import { psi } from '../../pipeline/monitor/tests/population-stability-index.ts';
import { standardDeviation, wasserstein } from '../../pipeline/monitor/tests/wasserstein.ts';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import { toProfileHistogram } from '../../pipeline/validate/profile-histogram.ts';
import { exactCounts } from './real-columns.ts';

// SciPy 1.17.1, January against February 2021 of the green taxis, nulls dropped: x and y are the values, p and q the
// counts of each label.

/** Numbers agree to 1e-9 of their size. */
const close = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

/** A sketch of counted values, as a profile holds it. */
function sketch(values: readonly number[], counts: readonly number[]) {
  const histogram = new FloatHistogram();
  for (const [i, value] of values.entries()) for (let n = 0; n < counts[i]!; n++) histogram.addOne(value);
  return toProfileHistogram(histogram.toJSON());
}

describe('Kolmogorov–Smirnov', () => {
  it.each([
    // scipy.stats.ks_2samp(x, y).statistic, scipy.stats.kstwobign.sf(sqrt(n m / (n + m)) * statistic)
    ['trip_distance', 0.007724195031216463, 0.03063467924423899],
    ['passenger_count', 0.004719415488382395, 0.7938253161371513],
  ])('of %s is what SciPy says', async (column, statistic, pValue) => {
    const found = kolmogorovSmirnov.measure(await exactCounts('number', column));
    close(found.score, statistic);
    close(found.pValue!, pValue);
    expect(found.bound).toBe(0);
  });

  it.each([
    // scipy.stats.kstwobign.sf(x)
    [0.2, 0.999999999999495],
    [0.5, 0.9639452436648751],
    [0.9, 0.3927307079406543],
    [1, 0.26999967167735456],
    [1.36, 0.049485876755377876],
    [2.5, 7.453306344157342e-6],
  ])('has the limiting tail at %d', (x, tail) => close(kolmogorovTail(x), tail));

  it('of a sketch lies within its bound of that of the values', async () => {
    const { values, reference, current } = await exactCounts('number', 'trip_distance');
    const { counts } = pairHistograms(sketch(values, reference), sketch(values, current));
    const { score, bound } = kolmogorovSmirnov.measure(counts);
    expect(Math.abs(score - 0.007724195031216463)).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThan(0.04);
  });
});

describe('the Wasserstein distance', () => {
  it.each([
    // scipy.stats.wasserstein_distance(x, y), x.std()
    ['trip_distance', 22.913898514036767, 1924.3962035762572],
    ['passenger_count', 0.017397540124412417, 0.7563857939415225],
  ])('of %s is what SciPy says, in standard deviations', async (column, distance, deviation) => {
    const counts = await exactCounts('number', column);
    const { score, statistic } = wasserstein.measure(counts);
    close(standardDeviation(counts.values, counts.reference), deviation);
    close(statistic!, distance);
    close(score, distance / deviation);
  });

  it('of a sketch lies within its bound of that of the values', async () => {
    const { values, reference, current } = await exactCounts('number', 'trip_distance');
    const { counts } = pairHistograms(sketch(values, reference), sketch(values, current));
    const { score, bound } = wasserstein.measure(counts);
    expect(Math.abs(score - 22.913898514036767 / 1924.3962035762572)).toBeLessThanOrEqual(bound);
  });

  it('of a column that was constant is in its own unit', () => {
    const counts = {
      kind: 'number' as const,
      names: ['1', '4'],
      values: [1, 4],
      halfWidths: [0, 0],
      reference: [10, 0],
      current: [5, 5],
    };
    expect(wasserstein.measure(counts).score).toBe(1.5);
  });
});

describe('tests of labels', () => {
  it.each([
    // scipy.spatial.distance.jensenshannon(p, q); scipy.stats.chi2_contingency([p, q], correction=False);
    // ((f - e) * np.log(f / e)).sum() of the shares e and f of p + 0.5 and q + 0.5
    ['PULocationID', 0.04294136451699874, 506.9052413468197, 5.470975576911201e-19, 0.014356181421489946],
    ['DOLocationID', 0.03755665704808184, 388.8432739418629, 1.9880954561536378e-7, 0.01110469693823934],
    ['VendorID', 0.008722318545481078, 21.3697629456613, 3.7869679175461265e-6, 0.0006088704887117306],
  ])('of %s are what SciPy says', async (column, js, statistic, pValue, index) => {
    const counts = await exactCounts('category', column);
    close(jensenShannon.measure(counts).score, js);
    close(psi.measure(counts).score, index);
    const found = chiSquare.measure(counts);
    close(found.statistic!, statistic);
    expect(found.pValue! / pValue).toBeCloseTo(1, 9);
    close(found.score, Math.sqrt(statistic / (76_518 + 64_572)));
  });

  it('leave out labels without a row', () => {
    // scipy.stats.chi2_contingency([[10, 20, 5], [8, 20, 1]], correction=False); jensenshannon([10, 20, 0, 5], [8, 20, 4, 1])
    close(chiSquareStatistic([10, 20, 0, 5], [8, 20, 0, 1]), 2.347016967706623);
    close(jensenShannonDistance([10, 20, 0, 5], [8, 20, 4, 1]), 0.251027804713581);
  });

  it('are 0 where a side has no rows', () => {
    expect(chiSquareStatistic([1, 2], [0, 0])).toBe(0);
    expect(jensenShannonDistance([0, 0], [3, 1])).toBe(0);
  });
});

it.each([
  // scipy.stats.chi2.sf(x, freedom)
  [1, 0.3, 0.583882420770365],
  [1, 3.84, 0.05004352124870519],
  [5, 1.1, 0.9541036760277496],
  [5, 11.07, 0.050009618622405425],
  [40, 20, 0.9965456580241432],
  [40, 90, 1.0237046441079137e-5],
  [250, 300, 0.016518273157868715],
  [250, 260, 0.3187818046287956],
])('the tail of chi-square with %d degrees of freedom at %d is what SciPy says', (freedom, x, tail) =>
  close(gammaTail(freedom / 2, x / 2), tail),
);
