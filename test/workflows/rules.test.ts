import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WORKFLOWS } from './rules/names.ts';
import { parsePins } from './rules/pins.ts';
import { rules } from './rules/registry.ts';
import { ROOT, readYamlFile } from './yaml-file.ts';

const BROKEN = join(import.meta.dirname, 'broken');
const listed = (folder: string) => readdirSync(folder).map((name) => join(folder, name));
const workflows = listed(join(ROOT, '.github/workflows')).map(readYamlFile);
const actions = listed(join(ROOT, 'actions'))
  .map((folder) => join(folder, 'action.yml'))
  .filter(existsSync)
  .map(readYamlFile);

describe.each(rules.map((rule) => [rule.name, rule] as const))('the rule %s', (name, { check }) => {
  it.each([...workflows, ...actions].map((file) => [file.path, file] as const))(
    'is kept by %s',
    (path, file) => {
      expect(check(file).map(({ line, message }) => `${path}:${line}: ${message}`)).toEqual([]);
    },
  );

  // The first line of a broken file tells where it is to be found broken: a file becomes a test by being there.
  it.each(listed(join(BROKEN, name)).map((path) => [relative(BROKEN, path), readYamlFile(path)] as const))(
    'refuses %s on the lines that it names',
    (_, file) => {
      const lines = /^# broken on lines? ([\d, ]+)$/.exec(file.lines[0]!)![1]!.split(', ').map(Number);
      expect(check(file).map(({ line, message }) => ({ line, message }))).toEqual(
        lines.map((line) => ({ line, message: expect.stringMatching(/\w/) })),
      );
    },
  );
});

it('every workflow of the design is there', () => {
  expect(workflows.map(({ content }) => content['name'])).toEqual(expect.arrayContaining([...WORKFLOWS]));
});

describe('the list of pinned actions', () => {
  const pin = { tag: 'v1.2.3', sha: 'a'.repeat(40) };

  it.each([
    ['a commit that three repositories pin', { ...pin, seenIn: ['a/b', 'c/d', 'e/f'] }],
    ['a commit that was read from GitHub', pin],
  ])('takes %s', (_, entry) => {
    expect(parsePins({ 'some/action': entry })).toEqual({ 'some/action': entry });
  });

  it.each([
    ['a commit that only two repositories pin', { ...pin, seenIn: ['a/b', 'c/d'] }],
    ['a tag that moves', { ...pin, tag: 'v1' }],
    ['a commit cut short', { ...pin, sha: 'a'.repeat(7) }],
    ['a commit without a tag', { sha: pin.sha }],
  ])('refuses %s', (_, entry) => {
    expect(() => parsePins({ 'some/action': entry })).toThrow(/some\/action/);
  });
});
