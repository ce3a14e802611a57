import { judgeShare } from '../judge-share.ts';
import type { Rule } from '../rule.ts';
import { testNulls } from '../test-column.ts';

/** Rows that hold nothing in a column. */
export const nullsRule: Rule<'nulls'> = {
  kind: 'nulls',
  name: (check) => `nulls in ${check.nulls}`,
  test: (check, { contract }) => testNulls(check.nulls, contract.columns[check.nulls]!.type === 'category'),
  judge: (check, { tally, rows }) =>
    judgeShare(tally, rows, {
      column: check.nulls,
      maxShare: check.max_share,
      expected: 'a value',
      found: 'without one',
      advice: 'ask the source for the column, or raise max_share in model.yaml if such rows are to be used',
    }),
};
