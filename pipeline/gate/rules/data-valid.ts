import { list } from '../../report/format.ts';
import { pass, type Rule, undecided } from '../rule.ts';

/** A model learnt from or judged by invalid data shows nothing, in either direction. */
export const dataValidRule: Rule = {
  name: 'data valid',
  judge: ({ validation, holdout, candidate }) => {
    const seen = new Set(validation.map(({ period, role }) => `${role} ${period}`));
    const wanted = [
      ...candidate.trainedOn.map(({ period }) => `training ${period}`),
      ...holdout.map(({ period }) => `holdout ${period}`),
    ];
    const missing = wanted.filter((name) => !seen.has(name));
    if (missing.length > 0) return undecided(`No validation report for ${list(missing)}.`);
    const invalid = validation.filter(({ ok }) => !ok);
    if (invalid.length === 0) return pass(`Valid data: ${list(wanted)}.`);
    const faults = invalid.map(({ period, role, errors }) => `${role} ${period} (${errors.join('; ')})`);
    return undecided(`Invalid data: ${list(faults)}.`);
  },
};
