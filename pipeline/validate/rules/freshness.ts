import type { Rule } from '../rule.ts';

const MS_PER_DAY = 86_400_000;

/** Days since the last day inside the period that has rows. */
export const freshnessRule: Rule<'freshness_days'> = {
  kind: 'freshness_days',
  name: () => 'freshness',
  judge: (check, { profile, asOf, contract }) => {
    if (asOf === undefined) return { kind: 'skipped', reason: 'only the newest period has to be fresh' };
    const last = Object.keys(profile.days).at(-1);
    if (last === undefined) return { kind: 'unknown', reason: 'no row lies inside the period' };
    const days = Math.round((Date.parse(asOf) - Date.parse(last)) / MS_PER_DAY);
    if (Number.isNaN(days)) return { kind: 'unknown', reason: `"${asOf}" is not a day as YYYY-MM-DD` };
    if (days <= check.freshness_days) return { kind: 'passed' };
    const message =
      `expected rows at most ${check.freshness_days} days old, found the last of ${last}, ${days} days before ${asOf}; ` +
      'fetch a newer month';
    return {
      kind: 'violated',
      findings: [{ column: contract.time, count: days, share: 1, maxShare: null, message, samples: [] }],
    };
  },
};
