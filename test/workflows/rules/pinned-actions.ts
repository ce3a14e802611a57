import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, jobsOf, ROOT, stepsOf, textOf, type YamlFile } from '../yaml-file.ts';
import { PINS_FILE, pins } from './pins.ts';
import type { Rule } from './rule.ts';

/** A tag can be moved to other code, a commit cannot; the comment is what a person and Dependabot read. */
export const pinnedActions: Rule = {
  name: 'pinned-actions',
  check(file) {
    const holders = [...stepsOf(file), ...jobsOf(file).map(({ value }) => value)];
    return holders.flatMap((holder) => {
      const uses = entryOf(holder, 'uses');
      if (uses === undefined) return [];
      const message = complaint(file, textOf(uses.value), file.commentOf(uses.value));
      return message === undefined ? [] : [{ line: file.lineOf(uses.value), message }];
    });
  },
};

function complaint(file: YamlFile, uses: string, comment: string): string | undefined {
  if (uses.startsWith('./')) return localComplaint(file, uses);
  const [, action, ref] = /^([^@]+)@(.+)$/.exec(uses) ?? [];
  if (action === undefined || ref === undefined) return `${uses} names no commit`;
  const pin = pins[action.split('/').slice(0, 2).join('/')];
  if (pin === undefined) return `${action} is not listed in ${PINS_FILE}; its commit: ${lookUp(action)}`;
  if (ref !== pin.sha) {
    return `${action} is listed in ${PINS_FILE} as ${pin.sha}, not ${ref}; look it up: ${lookUp(action)}`;
  }
  if (comment !== pin.tag) return `${uses} has to be followed by the comment "# ${pin.tag}"`;
  return undefined;
}

const lookUp = (action: string) => `git ls-remote --tags https://github.com/${action}`;

function localComplaint({ kind }: YamlFile, uses: string): string | undefined {
  if (kind === 'action') return `${uses} would be looked for in the repository that uses this action`;
  const file = uses.endsWith('.yml') ? uses : `${uses}/action.yml`;
  return existsSync(join(ROOT, file)) ? undefined : `${uses} is not in this repository`;
}
