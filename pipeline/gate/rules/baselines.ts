import { list } from '../../report/format.ts';
import { formatError } from '../figures.ts';
import { fail, headline, type Rule, undecided } from '../rule.ts';

/** Predicting the training mean: no contract can leave it out. */
const MEAN = 'mean';

/** A model that does not beat the simplest rules has learnt nothing, whatever it is compared with. */
export const baselinesRule: Rule = {
  name: 'baselines',
  judge: ({ evaluation, baselines }) => {
    const names = [...new Set([MEAN, ...baselines])];
    const missing = names.filter((name) => !evaluation.models[name]);
    if (missing.length > 0) return undecided(`The evaluation has no row for ${list(missing)}.`);
    const { unit } = evaluation.target;
    const own = evaluation.models['candidate']!.metrics.rmse;
    const rows = names.map((name) => ({ name, rmse: evaluation.models[name]!.metrics.rmse }));
    const told = (row: { name: string; rmse: number }) => `${row.name} (${formatError(row.rmse, unit)})`;
    const unbeaten = rows.filter(({ rmse }) => !(own < rmse));
    if (unbeaten.length > 0) {
      return fail(`RMSE ${formatError(own, unit)} does not beat ${list(unbeaten.map(told))}.`);
    }
    return headline(`RMSE ${formatError(own, unit)} beats ${list(rows.map(told))}.`);
  },
};
