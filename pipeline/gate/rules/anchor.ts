import { compareSums, pairDays } from '../compare-sums.ts';
import { formatConfidence, formatDifference } from '../figures.ts';
import { type Finding, pass, type Rule, undecided } from '../rule.ts';
import { spendAlpha, triesOf } from '../spend-alpha.ts';
import type { Comparison } from '../verdict.ts';

const OUTCOMES: Record<Comparison['answer'], Finding['outcome']> = {
  better: 'pass',
  'no-worse': 'pass',
  inconclusive: 'hold',
  worse: 'fail',
};

const OPENINGS: Record<Comparison['answer'], string> = {
  better: 'Better than',
  'no-worse': 'No worse than',
  inconclusive: 'Inconclusive against',
  worse: 'Worse than',
};

/**
 * Where ties are let in, each may lose a little against the last. The anchor, the last version promoted as better,
 * stays where it is while they come and go, so that the losses cannot add up.
 */
export const anchorRule: Rule = {
  name: 'anchor',
  judge: ({ policy, evaluation, champion, anchor, attempts }) => {
    if (!champion) return pass('No anchor to hold to.');
    if (champion.anchorDigest === champion.digest) {
      return pass(`The champion ${champion.version} was itself promoted as better, and is the anchor.`);
    }
    if (anchor?.digest !== champion.anchorDigest) {
      return undecided(`The anchor ${champion.anchorDigest} was not scored on the judging rows.`);
    }
    const { total, target } = evaluation;
    const days = pairDays(total.rows, total.sse['candidate'] ?? [], anchor.sse);
    const comparison = compareSums(days, policy, spendAlpha(policy.alpha, triesOf(attempts)));
    const { answer, difference, lower, upper, alpha } = comparison;
    const told = (minutes: number) => formatDifference(minutes, target.unit);
    return {
      outcome: OUTCOMES[answer],
      reason: `${OPENINGS[answer]} the anchor ${anchor.version}, the last version promoted as better: difference ${told(difference)}, ${formatConfidence(alpha)} interval ${told(lower)} to ${told(upper)}; it has to stay below ${told(policy.margin)}.`,
      comparison,
    };
  },
};
