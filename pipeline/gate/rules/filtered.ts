import { percent } from '../../report/format.ts';
import { fail, hold, pass, type Rule } from '../rule.ts';

/** Whoever filters out the hard rows has an easier month, not a better model. */
export const filteredRule: Rule = {
  name: 'filtered share',
  judge: ({ policy, evaluation, candidate, champion }) => {
    const { rows, filtered } = evaluation;
    const shares = [
      { name: 'training', share: candidate.filteredShare },
      { name: 'holdout', share: filtered / (rows + filtered) },
    ];
    const told = shares.map(({ name, share }) => `${percent(share)} of ${name} rows`).join(', ');
    const most = Math.max(...shares.map(({ share }) => share));
    if (!(most <= policy.max_filtered)) {
      return fail(`Too many rows filtered out: ${told}; max_filtered is ${percent(policy.max_filtered)}.`);
    }
    const before = champion?.filteredShare;
    if (before !== undefined && most - before > policy.max_filtered_increase) {
      return hold(
        `Many more rows filtered out than the ${percent(before)} of champion ${champion?.version}: ${told}; max_filtered_increase is ${percent(policy.max_filtered_increase)}. This needs a person.`,
      );
    }
    return pass(`Few rows filtered out: ${told}.`);
  },
};
