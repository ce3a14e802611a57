import { formatList } from '../figures.ts';
import { hold, pass, type Rule } from '../rule.ts';

/** What a model is judged by is not the candidate's to change. */
export const guardedRule: Rule = {
  name: 'guarded contract',
  judge: ({ changes }) => {
    if (changes.length === 0)
      return pass('Target, row filter, holdout, policy and slices are those of the base branch.');
    const are = changes.length > 1 ? 'are' : 'is';
    return hold(
      `This changes ${formatList(changes)} of the contract, by which models are judged: it was judged as the base branch says, and the change ${are === 'are' ? 'of each ' : ''}needs a person.`,
    );
  },
};
