import { compareSums, pairDays } from '../compare-sums.ts';
import { formatConfidence, formatDifference } from '../figures.ts';
import { type Finding, pass, type Rule } from '../rule.ts';
import { spendAlpha } from '../spend-alpha.ts';
import type { Comparison } from '../verdict.ts';

const OUTCOMES: Record<Comparison['answer'], Finding['outcome']> = {
  better: 'pass',
  'no-worse': 'pass',
  inconclusive: 'hold',
  worse: 'fail',
};

/**
 * Where ties are let in, each may lose a little against the last. The anchor, the last version promoted as better,
 * stays where it is while they come and go, so that the losses cannot add up.
 */
export const anchorRule: Rule = {
  name: 'anchor',
  judge: ({ policy, evaluation, champion, anchor, attempts }) => {
    if (!champion || !anchor || anchor.digest === champion.digest) {
      return pass('The champion itself was promoted as better: there is no other anchor to hold to.');
    }
    const { total, target } = evaluation;
    const days = pairDays(total.rows, total.sse['candidate'] ?? [], anchor.sse);
    const comparison = compareSums(days, policy, spendAlpha(policy.alpha, attempts));
    const { answer, difference, lower, upper, alpha } = comparison;
    const told = (minutes: number) => formatDifference(minutes, target.unit);
    return {
      outcome: OUTCOMES[answer],
      reason: `${answer === 'no-worse' ? 'no worse' : answer} against the anchor ${anchor.version}, the last version promoted as better: difference ${told(difference)}, ${formatConfidence(alpha)} interval ${told(lower)} to ${told(upper)}; it has to stay below ${told(policy.margin)}.`,
      comparison,
    };
  },
};
