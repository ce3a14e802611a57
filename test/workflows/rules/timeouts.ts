import { entryOf, jobsOf } from '../yaml-file.ts';
import type { Rule } from './rule.ts';

/** A job that hangs is stopped by GitHub after six hours only. */
export const timeouts: Rule = {
  name: 'timeouts',
  check: (file) =>
    jobsOf(file)
      .filter(({ value }) => entryOf(value, 'timeout-minutes') === undefined)
      .map(({ name, key }) => ({ line: file.lineOf(key), message: `job ${name} lacks timeout-minutes` })),
};
