import { isMap } from 'yaml';
import { entriesOf, entryOf, jobsOf } from '../yaml-file.ts';
import type { Rule } from './rule.ts';

/** Nothing is granted to all jobs; what a job is granted, it says why. */
export const leastPermissions: Rule = {
  name: 'least-permissions',
  check(file) {
    if (file.kind === 'action') return [];
    const top = entryOf(file.document.contents, 'permissions');
    const findings = [];
    if (top === undefined) findings.push({ line: 1, message: 'the workflow lacks "permissions: {}"' });
    else if (!isMap(top.value) || top.value.items.length > 0) {
      findings.push({
        line: file.lineOf(top.key),
        message: 'permissions belong to a job, not to the workflow',
      });
    }
    for (const job of jobsOf(file)) {
      const own = entryOf(job.value, 'permissions');
      if (own === undefined || !isMap(own.value)) {
        const line = file.lineOf(own?.key ?? job.key);
        findings.push({ line, message: `job ${job.name} does not list its permissions one by one` });
        continue;
      }
      for (const { name, key } of entriesOf(own.value)) {
        if (/\w/.test(file.commentOf(key))) continue;
        findings.push({
          line: file.lineOf(key),
          message: `job ${job.name} does not say what it needs ${name} for`,
        });
      }
    }
    return findings;
  },
};
