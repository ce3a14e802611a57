import { describe, expect, it } from 'vitest';
import { renderVerdict } from '../../../cli/terminal/render-verdict.ts';
import { displayWidth } from '../../../cli/terminal/table.ts';
import type { Verdict } from '../../../pipeline/gate/verdict.ts';
import { compareModels } from '../../../pipeline/report/comparison.ts';
import { smallEvaluation } from '../../report/small-evaluation.ts';

const comparison = compareModels(smallEvaluation(), {}, { alpha: 0.05, resamples: 2000, seed: 7 });

const verdict: Verdict = {
  kind: 'reject',
  schemaVersion: 1,
  stage: 'gate',
  inputs: {},
  reasons: [
    'The hour 09:00 is worse than its tolerance, by a bound of 0.4 min on 5,000 rows over 28 days of data.',
  ],
  rules: [
    { rule: 'ceiling', outcome: 'pass', reason: 'Below 8 min.' },
    { rule: 'slices', outcome: 'fail', reason: '09:00 is worse.' },
    { rule: 'baselines', outcome: 'pass', reason: 'Better than the mean.' },
  ],
};

describe('renderVerdict', () => {
  it('tells the verdict, why, the comparison and the rules', () => {
    expect(renderVerdict(verdict, comparison, { color: false, width: 100 })).toBe(
      `
✘ Reject  The candidate must not ship.
  • The hour 09:00 is worse than its tolerance, by a bound of 0.4 min on 5,000 rows over 28 days of
    data.

model        RMSE (min)    MAE  median     R²    bias    Δ RMSE, 95 % interval
candidate         1.000  0.750   0.500  0.900  −0.250                        –
champion v1       2.000  0.750   0.500  0.900  −0.250  −1.000 [−1.225, −0.707]
rule              2.121  0.750   0.500  0.900  −0.250  −1.121 [−1.775, +0.707]
mean              3.000  0.750   0.500  0.900  −0.250  −2.000 [−2.293, −1.775]
All on the same 4 rows of 2021-02. Median: of the absolute error. Bias: prediction less truth.
Δ RMSE: the candidate's less the model's, below zero where the candidate is better; paired bootstrap
over 2 days, 2,000 resamples.

✘ fail · slices: 09:00 is worse.
✔ 2 rules passed: ceiling, baselines`.trimStart(),
    );
  });

  it.each([40, 50, 60, 70, 80, 100, 300])(
    'at a width of %d, no line is wider, nor wider than 100',
    (width) => {
      for (const color of [true, false]) {
        const lines = renderVerdict(verdict, comparison, { color, width }).split('\n');
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(Math.min(width, 100));
      }
    },
  );

  it('gives up the median, then the bias, before what matters most', () => {
    const headings = (width: number) =>
      renderVerdict(verdict, comparison, { color: false, width })
        .split('\n')
        .find((line) => line.startsWith('model'))!
        .split(/ {2,}/);
    expect(headings(75)).toEqual(['model', 'RMSE (min)', 'MAE', 'R²', 'bias', 'Δ RMSE, 95 % interval']);
    expect(headings(66)).toEqual(['model', 'RMSE (min)', 'MAE', 'R²', 'Δ RMSE, 95 % interval']);
    expect(headings(48)).toEqual(['model', 'RMSE (min)', 'Δ RMSE, 95 % interval']);
    expect(headings(40)).toEqual(['model', 'RMSE (min)']);
  });

  it('adds nothing but colour where the terminal has it', () => {
    const [painted, plain] = [true, false].map((color) =>
      renderVerdict(verdict, comparison, { color, width: 100 }),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
    expect(painted!.replace(/\u001B\[[0-9;]*m/g, '')).toBe(plain);
    expect(painted).toContain('\u001b[31m');
    expect(plain).not.toContain('\u001b');
  });

  it('does not let data steer the terminal', () => {
    const hostile = { ...verdict, reasons: ['\u001b]0;title\u0007\u001b[2J'], rules: [] };
    expect(renderVerdict(hostile, comparison, { color: false })).not.toContain('\u001b');
  });
});
