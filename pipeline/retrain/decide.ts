import { ageReason } from './age-reason.ts';
import { decideByHistory } from './decide-by-history.ts';
import type { Decision, RetrainFacts } from './decision.ts';

export type { Decision, RetrainFacts } from './decision.ts';

/**
 * Decides whether to train: where months are watched by the whole policy, else by new data and the champion's age.
 * Every reason for it is given.
 */
export function decide(facts: RetrainFacts): Decision {
  const { policy, newPeriods, newestLocked, champion, asked } = facts;
  if (facts.history !== undefined && !asked && champion !== undefined)
    return decideByHistory({ ...facts, champion, history: facts.history });
  const isNew = newPeriods.length > 0 ? `New data: ${newPeriods.join(', ')}.` : undefined;
  const [first, ...others] = [
    asked ? 'It was asked for.' : undefined,
    (policy?.new_data ?? true) ? isNew : undefined,
    champion === undefined ? 'There is no champion yet.' : undefined,
    ageReason(facts),
  ].filter((reason) => reason !== undefined);
  if (first !== undefined) return { kind: 'retrain', reasons: [first, ...others] };
  if (isNew === undefined)
    return { kind: 'wait', reasons: [`No new month: ${newestLocked} is the newest there is.`] };
  return { kind: 'wait', reasons: [`${isNew} By retrain.new_data that is no reason to train yet.`] };
}
