import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { standingOf } from '../../../platform/git/commit-standing.ts';
import { commitAll } from '../../cli/parcels.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const folder = temporaryFolders();

afterEach(() => {
  delete process.env['GIT_DIR'];
});

let made = 0;

/** A repository of two commits, oldest first, that no other has. */
function repository(): { root: string; commits: [string, string] } {
  const root = folder();
  made++;
  const commits = ['one', 'two'].map((text) => {
    writeFileSync(join(root, 'file'), `${text} of ${made}`);
    return commitAll(root);
  });
  return { root, commits: commits as [string, string] };
}

describe('a commit stands', () => {
  it('in the history of what comes from it', () => {
    const { root, commits } = repository();
    expect(commits.map((commit) => standingOf(root, commit))).toEqual(['in-history', 'in-history']);
  });

  it('elsewhere, where what is checked out does not come from it', () => {
    const { root, commits } = repository();
    execFileSync('git', ['reset', '--quiet', '--hard', commits[0]], { cwd: root });
    expect(standingOf(root, commits[1])).toBe('elsewhere');
  });

  it('nowhere in a repository that starts anew, as a template’s clone does', () => {
    const { commits } = repository();
    expect(standingOf(repository().root, commits[0])).toBe('older');
  });

  it('behind the edge of a shallow clone', () => {
    const { root, commits } = repository();
    const clone = join(folder(), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'ignore' });
    expect(commits.map((commit) => standingOf(clone, commit))).toEqual(['shallow', 'in-history']);
  });

  it('nowhere outside a repository', () => {
    expect(standingOf(folder(), 'a'.repeat(40))).toBe('no-git');
  });

  it('nowhere under a name that is no commit’s, though git would take it for something', () => {
    const { root } = repository();
    for (const name of ['HEAD', 'main', '--help', '', 'HEAD^']) expect(standingOf(root, name)).toBe('older');
  });

  it('where the folder says, also within a hook of another repository', () => {
    const [here, other] = [repository(), repository()];
    process.env['GIT_DIR'] = join(other.root, '.git');
    expect(standingOf(here.root, here.commits[0])).toBe('in-history');
  });
});
