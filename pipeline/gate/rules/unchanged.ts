import { pass, type Rule } from '../rule.ts';

/** The same data, contract and code give the same digest: there is nothing to ship. */
export const unchangedRule: Rule = {
  name: 'unchanged',
  judge: ({ candidate, champion }) => {
    if (!champion) return pass('There is no champion that it could be again.');
    if (champion.digest !== candidate.digest)
      return pass('The candidate is another model than the champion.');
    return {
      outcome: 'unchanged',
      reason: `Unchanged: the candidate is the champion ${champion.version} again.`,
    };
  },
};
