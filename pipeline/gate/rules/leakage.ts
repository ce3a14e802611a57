import { list } from '../../report/format.ts';
import { pass, type Rule, undecided } from '../rule.ts';

/** A model that has seen the judging rows is judged on its memory. The same file under another name is the same rows. */
export const leakageRule: Rule = {
  name: 'leakage',
  judge: ({ holdout, candidate, champion, anchor }) => {
    const periods = new Set(holdout.map(({ period }) => period));
    const digests = new Set(holdout.map(({ sha256 }) => sha256));
    const learners = [
      { name: 'The candidate', trainedOn: candidate.trainedOn },
      ...(champion ? [{ name: `The champion ${champion.version}`, trainedOn: champion.trainedOn }] : []),
      ...(anchor ? [{ name: `The anchor ${anchor.version}`, trainedOn: anchor.trainedOn }] : []),
    ];
    const unknown = learners.filter(({ trainedOn }) => trainedOn.length === 0).map(({ name }) => name);
    if (unknown.length > 0) return undecided(`What ${list(unknown)} was trained on is not known.`);
    const leaks = learners.flatMap(({ name, trainedOn }) => {
      const seen = trainedOn.filter(({ period, sha256 }) => periods.has(period) || digests.has(sha256));
      return seen.length > 0 ? [`${name} was trained on ${list(seen.map(({ period }) => period))}`] : [];
    });
    if (leaks.length > 0) return undecided(`${leaks.join('; ')}, and cannot be judged on the same rows.`);
    return pass('No model was trained on a judging row.');
  },
};
