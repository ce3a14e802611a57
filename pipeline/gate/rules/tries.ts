import { list, plural } from '../../report/format.ts';
import { formatConfidence } from '../figures.ts';
import { pass, type Rule } from '../rule.ts';
import { spendAlpha, triesOf } from '../spend-alpha.ts';

/** Refuses nothing itself: it tells what the level of the comparisons was spent by, and what could not be counted. */
export const triesRule: Rule = {
  name: 'tries on this holdout',
  judge: ({ policy, evaluation, attempts }) => {
    const { versions, others, unknown } = attempts;
    const level = formatConfidence(spendAlpha(policy.alpha, triesOf(attempts)));
    const told = [plural(versions, 'version'), ...(unknown ? [] : [plural(others, 'other candidate')])];
    const uncounted = unknown ? ` Candidates that became none are not counted: ${unknown}.` : '';
    return pass(
      `Judged on ${list(evaluation.periods)} before: ${list(told)}. Its intervals are therefore of ${level}.${uncounted}`,
    );
  },
};
