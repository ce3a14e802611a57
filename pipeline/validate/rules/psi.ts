import { compareProfiles } from '../compare-profiles.ts';
import type { Finding, Rule } from '../rule.ts';

/** Columns that are distributed otherwise than in training. Drift must not block its own cure: this only warns. */
export const psiRule: Rule<'psi'> = {
  kind: 'psi',
  name: () => 'distribution as in training',
  judge: (check, { profile, trainingProfile, rows }) => {
    if (!trainingProfile) return { kind: 'skipped', reason: 'no model is in production yet' };
    if (rows === 0 || trainingProfile.rows === 0) return { kind: 'unknown', reason: 'there are no rows' };
    const shifted = compareProfiles(trainingProfile, profile).filter(({ psi }) => psi > check.max);
    if (shifted.length === 0) return { kind: 'passed' };
    const findings = shifted.map(({ column, psi }): Finding => {
      const message =
        `${column}: expected a population stability index of at most ${check.max} against the training profile, ` +
        `found ${psi.toFixed(3)}; retrain on newer months if the error has grown too`;
      return { column, count: rows, share: psi, maxShare: check.max, message, samples: [] };
    });
    return { kind: 'violated', findings };
  },
};
