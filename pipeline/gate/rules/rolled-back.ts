import { hold, pass, type Rule } from '../rule.ts';

/** Someone had a reason to take it back; only someone can bring it again. */
export const rolledBackRule: Rule = {
  name: 'rolled back',
  judge: ({ candidate, rolledBackDigests }) => {
    if (!rolledBackDigests.includes(candidate.digest)) return pass('It was never rolled back.');
    return hold('This very model was rolled back before, and is not promoted again by itself.');
  },
};
