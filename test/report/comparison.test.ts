import { describe, expect, it } from 'vitest';
import { compareModels } from '../../pipeline/report/comparison.ts';
import { comparisonColumns, comparisonNote } from '../../pipeline/report/comparison-columns.ts';
import { smallEvaluation } from './small-evaluation.ts';

const policy = { alpha: 0.05, resamples: 2000, seed: 7 };

describe('compareModels', () => {
  it('puts the candidate first, the champion second, and the others by RMSE', () => {
    const { rows } = compareModels(smallEvaluation(), {}, policy);
    expect(rows.map(({ label }) => label)).toEqual(['candidate', 'champion v1', 'rule', 'mean']);
  });

  it('bootstraps the difference over days', () => {
    // Two days are drawn as {1,1}, {1,2} or {2,2}. Candidate: √(2/4), √(4/4), √(6/4); champion: twice that. A quarter of
    // the draws are {1,1} and a quarter {2,2}, so that a 95 % interval reaches from one to the other.
    const { rows } = compareModels(smallEvaluation(), {}, policy);
    const { difference, lower, upper, alpha } = rows[1]!.against!;
    expect(difference).toBe(-1);
    expect(lower).toBeCloseTo(-Math.sqrt(1.5), 12);
    expect(upper).toBeCloseTo(-Math.sqrt(0.5), 12);
    expect(alpha).toBe(0.05);
  });

  it('does so against every other row: 1 − √4.5 for the rule, with a draw of {1,1} at √0.5 − 0', () => {
    const { rows } = compareModels(smallEvaluation(), {}, policy);
    const { difference, lower, upper } = rows[2]!.against!;
    expect(difference).toBeCloseTo(1 - Math.sqrt(4.5), 12);
    expect(lower).toBeCloseTo(Math.sqrt(1.5) - Math.sqrt(9), 12);
    expect(upper).toBeCloseTo(Math.sqrt(0.5), 12);
  });

  it('shows the interval that the gate judged the champion by', () => {
    const comparison = {
      answer: 'better',
      difference: -1,
      lower: -1.3,
      upper: -0.6,
      alpha: 0.0083,
      days: 2,
    } as const;
    const table = compareModels(smallEvaluation(), { comparison }, policy);
    expect(table.rows[1]!.against).toMatchObject({ lower: -1.3, upper: -0.6, alpha: 0.0083 });
    expect(comparisonNote(table)).toContain("the champion's interval at 99.2 %");
  });

  it('has no difference where an error is not finite', () => {
    const evaluation = smallEvaluation();
    evaluation.total.sse['candidate'] = [Number.NaN, 1];
    const { difference, lower, upper } = compareModels(evaluation, {}, policy).rows[1]!.against!;
    expect([difference, lower, upper]).toEqual([
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('stands without a champion: the best of the other rows comes second', () => {
    const { champion: _, ...models } = smallEvaluation().models;
    const { rows } = compareModels({ ...smallEvaluation(), models }, {}, policy);
    expect(rows.map(({ name }) => name)).toEqual(['candidate', 'rule', 'mean']);
  });
});

describe('comparisonColumns', () => {
  const table = compareModels(smallEvaluation(), {}, policy);

  it('name what they hold, with the unit', () => {
    expect(comparisonColumns.map(({ heading }) => heading(table))).toEqual([
      'model',
      'RMSE (min)',
      'MAE',
      'median',
      'R²',
      'bias',
      'Δ RMSE, 95 % interval',
    ]);
  });

  it('show the numbers of a row', () => {
    const cells = (row: number) => comparisonColumns.map(({ cell }) => cell(table.rows[row]!));
    expect(cells(0)).toEqual(['candidate', '1.000', '0.750', '0.500', '0.900', '−0.250', '–']);
    expect(cells(1)).toEqual([
      'champion v1',
      '2.000',
      '0.750',
      '0.500',
      '0.900',
      '−0.250',
      '−1.000 [−1.225, −0.707]',
    ]);
  });

  it('say in a note what the rows and the intervals are', () => {
    expect(comparisonNote(table).replaceAll('\u00a0', ' ')).toBe(
      'All on the same 4 rows of 2021-02. Median: of the absolute error. Bias: prediction less truth. ' +
        "Δ RMSE: the candidate's less the model's, below zero where the candidate is better; paired bootstrap over " +
        '2 days, 2,000 resamples.',
    );
  });
});
