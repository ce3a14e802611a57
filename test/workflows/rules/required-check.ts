import { isMap } from 'yaml';
import { entriesOf, entryOf, jobsOf, textOf } from '../yaml-file.ts';
import type { Finding, Rule } from './rule.ts';

/** CI always reports one check, `ratchet`, which waits for every job. Whether it judges them is tested by running it. */
export const requiredCheck: Rule = {
  name: 'required-check',
  check(file) {
    if (file.content['name'] !== 'CI') return [];
    const findings: Finding[] = [];
    for (const { name, value } of entriesOf(entryOf(file.document.contents, 'on')?.value)) {
      for (const filter of entriesOf(value).filter((entry) => entry.name.startsWith('paths'))) {
        const message = `${filter.name} on ${name} keeps the required check from reporting`;
        findings.push({ line: file.lineOf(filter.key), message });
      }
    }
    const jobs = jobsOf(file);
    const ratchet = jobs.find(({ name }) => name === 'ratchet');
    if (ratchet === undefined)
      return [...findings, { line: 1, message: 'there is no job "ratchet" to require' }];
    const condition = entryOf(ratchet.value, 'if');
    if (!/^(\$\{\{)?\s*always\(\)\s*(\}\})?$/.test(textOf(condition?.value))) {
      const line = file.lineOf(condition?.key ?? ratchet.key);
      findings.push({ line, message: 'job ratchet has to run "if: always()"' });
    }
    const needs = entryOf(ratchet.value, 'needs');
    const waitsFor = needs === undefined || isMap(needs.value) ? '' : String(needs.value);
    for (const { name } of jobs) {
      if (name === 'ratchet' || new RegExp(`\\b${name}\\b(?!-)`).test(waitsFor)) continue;
      findings.push({
        line: file.lineOf(needs?.key ?? ratchet.key),
        message: `job ratchet does not need ${name}`,
      });
    }
    return findings;
  },
};
