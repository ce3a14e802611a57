import { nonFinitePaths } from '../non-finite.ts';
import { pass, type Rule, undecided } from '../rule.ts';

/** Paths shown; the rest is counted. */
const SHOWN = 3;

/** NaN compares false with everything, so a single one could slip through any bound. */
export const finiteRule: Rule = {
  name: 'numbers finite',
  judge: ({ policy, evaluation, candidate, champion, anchor, attempts }) => {
    const parts = { policy, evaluation, candidate, champion, anchor, attempts };
    const paths = Object.entries(parts).flatMap(([name, part]) => nonFinitePaths(part, name));
    if (paths.length === 0) return pass('All numbers are finite.');
    const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : '';
    return undecided(`NaN or infinite: ${paths.slice(0, SHOWN).join(', ')}${more}.`);
  },
};
