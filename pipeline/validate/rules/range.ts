import { judgeShare } from '../judge-share.ts';
import type { CheckOf, Rule } from '../rule.ts';
import { testLabels, testNumbers } from '../test-column.ts';

/** Numbers, or categories that are numbers, within bounds; nulls are the business of `nulls`. */
export const rangeRule: Rule<'range'> = {
  kind: 'range',
  name: (check) => `range of ${check.range}`,
  test: (check, { contract }) => {
    const { range: column, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = check;
    if (contract.columns[column]!.type !== 'category') return testNumbers(column, min, max);
    return testLabels(column, (label) => label !== '' && !(Number(label) >= min && Number(label) <= max));
  },
  judge: (check, { tally, rows }) =>
    judgeShare(tally, rows, {
      column: check.range,
      maxShare: check.max_share,
      expected: describe(check),
      found: 'outside',
      advice: 'look at the sample rows; if the source has really changed, change the range in model.yaml',
    }),
};

function describe({ min, max }: CheckOf<'range'>): string {
  if (min !== undefined && max !== undefined) return `a value from ${min} to ${max}`;
  return min !== undefined ? `a value of at least ${min}` : `a value of at most ${max ?? 'any size'}`;
}
