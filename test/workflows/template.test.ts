import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './yaml-file.ts';

/** What a template must not hand to its clones: something left to fill in. */
const PLACEHOLDER =
  /\b(?:TODO|FIXME|XXX|TBD|CHANGE_?ME|REPLACE_?ME)\b|\byour-(?:org|name|repo|username|email|project)\b|\bexample\.(?:com|org|net)\b|lorem ipsum|@PIN\b|\bOWNER\/REPO\b/i;

/** How the READMEs of actions write the address of an action for a reader in another repository; no file else may. */
const ADDRESS = /<owner>|<repo>|<commit>/;

/** A repository on GitHub by the name of this one, whoever owns it: a clone has another name, or another owner. */
const OWN_NAME =
  /(?<![\w./-])[\w.-]+\/ratchet(?=@|\.git\b|\/actions\/|\/blob\/|\/tree\/|\/releases\b|["'\s)]|$)/i;
const GITHUB_LINK = /github\.com[/:][\w.-]+\/ratchet\b/i;

/** What acts: there, even a clone must not write its own name down, for it may be renamed or forked. Texts may. */
const ACTS = /^(?:\.ci|\.github|actions|cli|pipeline|platform)\/.*(?<!\.md)$/;

/** What a line holds that a clone would have to put right; undefined where there is nothing. */
function leftover(line: string, path: string, repositories: readonly string[]): string | undefined {
  const found = PLACEHOLDER.exec(line) ?? GITHUB_LINK.exec(line) ?? OWN_NAME.exec(line);
  if (found !== null) return found[0];
  if (!/^actions\/.*README\.md$/.test(path)) {
    const address = ADDRESS.exec(line);
    if (address !== null) return address[0];
  }
  if (!ACTS.test(path)) return undefined;
  return repositories.find((name) => line.toLowerCase().includes(name.toLowerCase()));
}

/** Names of the repository that this is a checkout of, as far as its remote and its runner know them. */
function ownRepositories(): readonly string[] {
  const remote = spawnSync('git', ['remote', 'get-url', 'origin'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).stdout.trim();
  const named = /github\.com[/:]([^/]+\/[^/]+?)(?:\.git)?$/.exec(remote)?.[1];
  return [named, process.env['GITHUB_REPOSITORY']].filter(
    (name) => name !== undefined && name !== '',
  ) as string[];
}

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: ROOT,
  encoding: 'utf8',
});
const shipped = [...new Set(listed.split('\0'))].filter(
  (path) =>
    path !== '' &&
    // What a model went through names its runs, and so its repository.
    !/^test\/|^package-lock\.json$|^models\/[^/]+\/(?!model\.yaml$)/.test(path) &&
    existsSync(join(ROOT, path)),
);

describe('what a clone starts from', () => {
  it('holds nothing to fill in, and nowhere the name of a repository that it is not', () => {
    expect(shipped.length).toBeGreaterThan(200);
    const repositories = ownRepositories();
    const leftovers = shipped.flatMap((path) =>
      readFileSync(join(ROOT, path), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const found = leftover(line, path, repositories);
          return found === undefined ? [] : [`${path}:${index + 1}: ${found}`];
        }),
    );
    expect(leftovers).toEqual([]);
  });

  it.each([
    ['// TODO: name the owner', 'TODO'],
    ['uses: actions/checkout@PIN', '@PIN'],
    ['owner: your-org', 'your-org'],
    ['"homepage": "https://example.com"', 'example.com'],
    ['https://github.com/someone/ratchet/issues', 'github.com/someone/ratchet'],
    ['uses: someone/ratchet/actions/gate@v1', 'someone/ratchet'],
    ["if: github.repository == 'someone/ratchet'", 'someone/ratchet'],
    ["if: github.repository == 'me/rides'", 'me/rides'],
    ['uses: <owner>/<repo>/actions/gate@<commit>', '<owner>'],
  ])('would be told of "%s"', (line, found) => {
    expect(leftover(line, '.github/workflows/ci.yml', ['me/rides'])).toBe(found);
  });

  it.each([
    ['a branch of its own', '`ratchet/release/rides`'],
    ['a marker', '<!-- ratchet:comment:nyc -->'],
    ['another repository', 'uses: actions/checkout@v7'],
    ['its folder in a cache', "join(cache, 'ratchet')"],
  ])('would not be told of %s', (_, line) => {
    expect(leftover(line, 'platform/github/refs.ts', ['me/rides'])).toBeUndefined();
  });

  it('lets a clone link to itself in its texts', () => {
    expect(
      leftover('[runs](https://github.com/me/rides/actions)', 'README.md', ['me/rides']),
    ).toBeUndefined();
  });

  it('may show in the README of an action how another repository writes its address', () => {
    const line = 'uses: <owner>/<repo>/actions/gate@<commit>';
    expect(leftover(line, 'actions/gate/README.md', [])).toBeUndefined();
  });
});
