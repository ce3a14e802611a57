import type { Check } from '../../contract/schema.ts';
import { RatchetError } from '../../errors.ts';
import type { Rule } from '../rule.ts';
import { allowedRule } from './allowed.ts';
import { duplicatesRule } from './duplicates.ts';
import { filteredRule } from './filtered.ts';
import { freshnessRule } from './freshness.ts';
import { insidePeriodRule } from './inside-period.ts';
import { nullsRule } from './nulls.ts';
import { psiRule } from './psi.ts';
import { rangeRule } from './range.ts';
import { rowCountRule } from './row-count.ts';

/** Every kind of check that a contract can ask for. */
const RULES = [
  rowCountRule,
  nullsRule,
  rangeRule,
  allowedRule,
  insidePeriodRule,
  duplicatesRule,
  filteredRule,
  freshnessRule,
  psiRule,
] as const;

/** The rule that a check of the contract asks for. */
export function ruleOf(check: Check): Rule {
  const rule = RULES.find(({ kind }) => kind in check);
  // The cast joins what the key has just tied together: a rule and the check of its own kind.
  if (rule) return rule as unknown as Rule;
  throw new RatchetError('internal', `no rule for the check ${JSON.stringify(check)}`);
}
