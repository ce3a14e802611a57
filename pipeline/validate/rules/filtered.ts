import { judgeShare } from '../judge-share.ts';
import type { Rule } from '../rule.ts';

/** Rows that the target's range leaves out: a model must not get better by leaving out the hard ones. */
export const filteredRule: Rule<'filtered'> = {
  kind: 'filtered',
  name: () => 'rows filtered out',
  test:
    () =>
    ({ block, kept }, hits) => {
      hits.fill(1);
      for (let k = 0; k < kept.length; k++) hits[kept[k]!] = 0;
      return block.rows - kept.length;
    },
  judge: (check, { tally, rows, contract }) => {
    const { name, unit, keep } = contract.target;
    return judgeShare(tally, rows, {
      column: name,
      maxShare: check.max_share,
      expected: `from ${keep[0]} to ${keep[1]} ${unit}`,
      found: 'outside, and so left out',
      advice: 'look at the sample rows: clocks, units or columns may have been swapped',
    });
  },
};
