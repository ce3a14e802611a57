import { decideByHistory, reasonsToTrain } from './decide-by-history.ts';
import { type Decision, type RetrainFacts, retrain, wait } from './decision.ts';

/** Decides whether to train: where a person asks for it, for the first model, and by the policy. Every reason is given. */
export function decide(facts: RetrainFacts): Decision {
  const { champion, asked, answered, newest } = facts;
  if (asked) return retrain('It was asked for.', ...reasonsToTrain(facts));
  if (champion !== undefined) return decideByHistory({ ...facts, champion });
  if (!answered) return retrain('There is no champion yet.', ...reasonsToTrain(facts));
  return wait(
    `There is no champion yet, and no month since ${newest}, on which a candidate was judged already.`,
  );
}
