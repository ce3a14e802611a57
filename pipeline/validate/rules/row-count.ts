import { thousands } from '../judge-share.ts';
import type { Rule } from '../rule.ts';

/** As many rows as a period usually has. */
export const rowCountRule: Rule<'row_count'> = {
  kind: 'row_count',
  name: () => 'row count',
  judge: (check, { rows }) => {
    const [low, high] = check.row_count;
    if (rows >= low && rows <= high) return { kind: 'passed' };
    const message =
      `expected ${thousands(low)} to ${thousands(high)} rows, found ${thousands(rows)}; ` +
      'check that the file is complete, or change row_count in model.yaml';
    return {
      kind: 'violated',
      findings: [{ column: null, count: rows, share: 1, maxShare: null, message, samples: [] }],
    };
  },
};
