import { judgeShare } from '../judge-share.ts';
import type { Rule } from '../rule.ts';

/** Rows that are equal to an earlier one in all columns of the contract. */
export const duplicatesRule: Rule<'duplicates'> = {
  kind: 'duplicates',
  name: () => 'duplicate rows',
  judge: (check, { duplicates, rows }) =>
    judgeShare(duplicates, rows, {
      column: null,
      maxShare: check.max_share,
      expected: 'a row of its own',
      found: 'that repeat an earlier one',
      advice: 'check that the file was not written or joined twice',
      about: duplicates?.exact === false ? 'about ' : '',
    }),
};
