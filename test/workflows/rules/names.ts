import { basename } from 'node:path';
import { entryOf, textOf } from '../yaml-file.ts';
import type { Rule } from './rule.ts';

/** The workflows of the design; a further one of a clone's own is welcome under any other name. */
export const WORKFLOWS = [
  'CI',
  'Comment',
  'Release',
  'Deploy',
  'Continuous training',
  'Rollback',
  'Site',
  'Doctor',
] as const;

/** What the page of runs calls a workflow is the name of its file, in words. */
export const names: Rule = {
  name: 'names',
  check(file) {
    if (file.kind === 'action') return [];
    const name = entryOf(file.document.contents, 'name');
    if (name === undefined) return [{ line: 1, message: 'the workflow has no name' }];
    const fileName = `${textOf(name.value).toLowerCase().replaceAll(' ', '-')}.yml`;
    if (basename(file.path) === fileName) return [];
    return [{ line: file.lineOf(name.key), message: `${textOf(name.value)} belongs in ${fileName}` }];
  },
};
