import { integer, list } from '../../report/format.ts';
import { compareSums, pairDays } from '../compare-sums.ts';
import { formatConfidence, formatDifference, formatError } from '../figures.ts';
import type { GateInput } from '../gate-input.ts';
import { type Finding, pass, type Rule } from '../rule.ts';
import { spendAlpha, triesOf } from '../spend-alpha.ts';
import type { Comparison } from '../verdict.ts';

type Answer = Comparison['answer'];

const OUTCOMES: Record<GateInput['policy']['promote_on'], Record<Answer, Finding['outcome']>> = {
  better: { better: 'pass', 'no-worse': 'hold', inconclusive: 'hold', worse: 'fail' },
  'no-worse': { better: 'pass', 'no-worse': 'pass', inconclusive: 'hold', worse: 'fail' },
};

const OPENINGS: Record<Answer, string> = {
  better: 'Better than the champion',
  'no-worse': 'No worse than the champion',
  inconclusive: 'Inconclusive against the champion',
  worse: 'Worse than the champion',
};

/** What a model that is held back is told. */
const WHY_HELD: Record<Answer, string> = {
  better: '',
  worse: '',
  'no-worse': ' Only a model shown to be better is promoted.',
  inconclusive: ' The days differ too much to tell.',
};

/** The heart of the gate: both models on the very same rows, resampled by day. */
export const againstChampionRule: Rule = {
  name: 'against the champion',
  judge: (input) => {
    const { policy, evaluation, champion, attempts } = input;
    if (!champion) return pass('There is no champion to compare with.');
    const { rows, sse } = evaluation.total;
    const days = pairDays(rows, sse['candidate'] ?? [], sse['champion'] ?? []);
    const comparison = compareSums(days, policy, spendAlpha(policy.alpha, triesOf(attempts)));
    const outcome = OUTCOMES[policy.promote_on][comparison.answer];
    const reason = tell(input, champion.version, comparison, outcome);
    return { outcome, reason, isHeadline: true, comparison };
  },
};

function tell(
  { evaluation, attempts }: GateInput,
  version: string,
  { answer, difference, lower, upper, alpha, days }: Comparison,
  outcome: Finding['outcome'],
): string {
  const { target, models, rows, periods } = evaluation;
  const rmse = (name: string) => formatError(models[name]!.metrics.rmse, target.unit);
  const bounds = `${formatDifference(lower, target.unit)} to ${formatDifference(upper, target.unit)}`;
  const count = triesOf(attempts);
  const tries = count > 0 ? `, after ${count} earlier on this holdout` : '';
  return (
    `${OPENINGS[answer]} ${version}: RMSE ${rmse('candidate')} against ${rmse('champion')} on ${integer(rows)} rows of ${list(periods)}; ` +
    `difference ${formatDifference(difference, target.unit)}, ${formatConfidence(alpha)} interval ${bounds}, by ${days} days${tries}.${WHY_HELD[outcome === 'hold' ? answer : 'better']}`
  );
}
