import { list } from '../../report/format.ts';
import { hold, pass, type Rule } from '../rule.ts';

/** What a model is judged by is not the candidate's to change. */
export const guardedRule: Rule = {
  name: 'guarded contract',
  judge: ({ changes }) => {
    if (changes.length === 0)
      return pass('Target, row filter, holdout, policy and slices are those of the base branch.');
    return hold(
      `This changes the contract's ${list(changes)}, by which models are judged. It was judged as the base branch has it; such a change needs a person.`,
    );
  },
};
