import { judgeShare } from '../judge-share.ts';
import type { RowTest, Rule } from '../rule.ts';
import { testLabels } from '../test-column.ts';

/** Values out of a list; nulls are the business of `nulls`. */
export const allowedRule: Rule<'allowed'> = {
  kind: 'allowed',
  name: (check) => `allowed values of ${check.allowed}`,
  test: (check, { contract }) => {
    if (contract.columns[check.allowed]!.type !== 'category') {
      return testListedNumbers(check.allowed, new Set(check.values.map(Number)));
    }
    const labels = new Set(check.values.map(String));
    return testLabels(check.allowed, (label) => label !== '' && !labels.has(label));
  },
  judge: (check, { tally, rows }) =>
    judgeShare(tally, rows, {
      column: check.allowed,
      maxShare: check.max_share,
      expected: `one of ${check.values.join(', ')}`,
      found: 'with another value',
      advice: 'add the value to the list in model.yaml if it is a real one',
    }),
};

function testListedNumbers(column: string, listed: ReadonlySet<number>): RowTest {
  return ({ block }, hits) => {
    const values = block.numbers[column]!;
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      if (!listed.has(values[i]!) && !Number.isNaN(values[i]!)) {
        hits[i] = 1;
        count++;
      }
    }
    return count;
  };
}
