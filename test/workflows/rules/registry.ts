import { guardedTokens } from './guarded-tokens.ts';
import { leastPermissions } from './least-permissions.ts';
import { names } from './names.ts';
import { pinnedActions } from './pinned-actions.ts';
import { plainScripts } from './plain-scripts.ts';
import { requiredCheck } from './required-check.ts';
import type { Rule } from './rule.ts';
import { timeouts } from './timeouts.ts';

export const rules: readonly Rule[] = [
  guardedTokens,
  leastPermissions,
  names,
  pinnedActions,
  plainScripts,
  requiredCheck,
  timeouts,
];
