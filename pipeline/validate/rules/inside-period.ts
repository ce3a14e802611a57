import { periodBounds } from '../../ingest/period.ts';
import { judgeShare } from '../judge-share.ts';
import type { Rule } from '../rule.ts';
import { testNumbers } from '../test-column.ts';

/** Times inside the period that the file is for. A file under the wrong month's name has all of them outside. */
export const insidePeriodRule: Rule<'inside_period'> = {
  kind: 'inside_period',
  name: (check) => `${check.inside_period} inside the period`,
  test: (check, { period }) => {
    const [start, end] = periodBounds(period);
    // The finest source counts nanoseconds, kept as whole microseconds: the last one before the end.
    return testNumbers(check.inside_period, start, end - 0.001);
  },
  judge: (check, { tally, rows, period }) =>
    judgeShare(tally, rows, {
      column: check.inside_period,
      maxShare: check.max_share,
      expected: `a time in ${period}`,
      found: 'outside',
      advice: 'check that the file is the right month; stray rows of other months are usual in small numbers',
    }),
};
