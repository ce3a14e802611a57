import { integer, list } from '../../report/format.ts';
import { formatDifference, formatError } from '../figures.ts';
import { fail, headline, pass, type Rule, undecided } from '../rule.ts';
import { type SliceTest, testSlices } from '../test-slices.ts';

/** A mean hides whom a model got worse for. */
export const slicesRule: Rule = {
  name: 'slices',
  judge: ({ policy, evaluation, champion }) => {
    const missing = Object.keys(policy.slices).filter((name) => !evaluation.slices[name]);
    if (missing.length > 0) return undecided(`The evaluation has no slices by ${list(missing)}.`);
    if (!champion) return pass('No champion whose slices could be compared.');
    const { tests, skipped } = testSlices(evaluation, policy);
    const few =
      skipped > 0 ? `; ${skipped} have fewer than ${policy.slice_min_rows} rows or a single day` : '';
    const worse = tests.filter(({ isWorse }) => isWorse).sort((a, b) => relative(b) - relative(a));
    if (worse.length === 0)
      return headline(`None of ${tests.length} slices is worse than its tolerance${few}.`);
    const told = worse.map((test) => tell(test, evaluation.target.unit));
    return fail(`${worse.length} of ${tests.length} slices worse than tolerated: ${told.join('; ')}${few}.`);
  },
};

function relative({ difference, championRmse }: SliceTest): number {
  return difference / championRmse;
}

function tell(test: SliceTest, unit: string): string {
  const { slice, key, rows, championRmse, difference, lower, allowed } = test;
  return (
    `${slice} ${key} (${integer(rows)} rows) ${formatDifference(difference, unit)} on ${formatError(championRmse, unit)}, ` +
    `surely above ${formatDifference(lower, unit)}, tolerated ${formatDifference(allowed, unit)}`
  );
}
