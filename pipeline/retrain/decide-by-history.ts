import type { Cause } from '../monitor/monitor-report.ts';
import { list, plural } from '../report/format.ts';
import { ageReason } from './age-reason.ts';
import { type Decision, type RetrainFacts, retrain, wait } from './decision.ts';
import { brokenReason, type DecidedMonth, isViolated } from './history.ts';
import { type RetrainPolicy, WATCHED_POLICY } from './retrain-policy.ts';

/** Months that the budget is for. */
const BUDGET_MONTHS = 12;

/**
 * Decides over the months as they were watched. A broken month is neither learnt from nor judged by, and what a training
 * has answered is not asked again. Then every reason to train is looked for, and what holds it back: rest after a
 * training, and the budget.
 */
export function decideByHistory(
  facts: RetrainFacts & { readonly champion: NonNullable<RetrainFacts['champion']> },
): Decision {
  const { history, newest, policy = WATCHED_POLICY } = facts;
  const latest = history.at(-1);
  const broken = latest && brokenReason(latest);
  if (broken !== undefined)
    return wait(
      `${latest!.period} is broken, and neither trained on nor judged by until a person has looked: ${broken}`,
    );
  if (latest?.trained || facts.answered)
    return wait(`No new month since ${latest?.period ?? newest}, on which a candidate was judged already.`);
  const [first, ...others] = reasonsToTrain(facts);
  if (first === undefined)
    return wait(
      latest === undefined
        ? `No new month: ${newest} is the newest there is.`
        : `Nothing in ${latest.period} asks for training: ${describe(latest)}`,
    );
  const against = reasonToWait(history, policy);
  return against === undefined ? retrain(first, ...others) : wait(against, first, ...others);
}

const describe = ({ causes }: DecidedMonth) =>
  causes.length === 0 ? 'it is healthy.' : `${list(causes)} alone is no reason by the policy.`;

/** What the policy takes for a reason to train, as sentences. */
export function reasonsToTrain(facts: RetrainFacts): string[] {
  const { history, newPeriods, unseen, policy = WATCHED_POLICY } = facts;
  const since = sinceTraining(history);
  const violated = (cause: Cause, bounds: readonly [number, number] | undefined) => {
    if (bounds === undefined || !isViolated(since, cause, bounds)) return [];
    const often = bounds[1] > 1 ? ` in ${bounds[0]} of the last ${bounds[1]} months` : '';
    return [`${NAMES[cause] ?? cause}${often}: ${since.at(-1)!.sentences[cause] ?? ''}`.trim()];
  };
  const age = ageReason({ ...facts, policy });
  const months = policy.unseen_months;
  return [
    ...(policy.new_data && newPeriods.length > 0 ? [`New data: ${newPeriods.join(', ')}.`] : []),
    ...violated('schema', [1, 1]),
    ...violated('drift', policy.drift),
    ...violated('decay', policy.decay),
    ...(months !== undefined && unseen.length >= months
      ? [`The champion was not trained on ${plural(unseen.length, 'newer month')}: ${list(unseen)}.`]
      : []),
    ...(age === undefined ? [] : [age]),
  ];
}

const NAMES: Partial<Record<Cause, string>> = { drift: 'Drift', decay: 'Decay', schema: 'Schema' };

/** What was seen of a champion's data before the last training was answered by it. */
function sinceTraining(history: readonly DecidedMonth[]): readonly DecidedMonth[] {
  return history.slice(history.findLastIndex(({ trained }) => trained) + 1);
}

function reasonToWait(history: readonly DecidedMonth[], policy: RetrainPolicy): string | undefined {
  const rested = sinceTraining(history).length - 1;
  const { cooldown_months: cooldown = 0, budget } = policy;
  const hasTrained = history.some(({ trained }) => trained);
  if (hasTrained && rested < cooldown)
    return `${plural(rested, 'month')} since the last training, and retrain.cooldown_months is ${cooldown}.`;
  const spent = history.slice(-BUDGET_MONTHS).filter(({ trained }) => trained).length;
  if (budget !== undefined && spent >= budget)
    return `${plural(spent, 'training')} in the last ${BUDGET_MONTHS} months, and retrain.budget is ${budget}.`;
  return undefined;
}
