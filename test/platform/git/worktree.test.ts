import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withWorktree } from '../../../platform/git/worktree.ts';
import { commitAll } from '../../cli/parcels.ts';
import { errorOf } from '../error-of.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const folder = temporaryFolders();

function repository(): { root: string; first: string } {
  const root = folder();
  mkdirSync(join(root, 'inner'));
  writeFileSync(join(root, 'inner', 'file'), 'as it was');
  const first = commitAll(root);
  writeFileSync(join(root, 'inner', 'file'), 'as it is');
  commitAll(root);
  writeFileSync(join(root, 'inner', 'file'), 'not committed');
  return { root, first };
}

const worktreesOf = (root: string) =>
  execFileSync('git', ['worktree', 'list'], { cwd: root, encoding: 'utf8' }).trim().split('\n');

describe('a worktree', () => {
  it('holds a commit while it is used, and leaves no trace', async () => {
    const { root, first } = repository();
    const seen = await withWorktree(root, first, async (at) => {
      expect(worktreesOf(root)).toHaveLength(2);
      return { at, text: readFileSync(join(at, 'inner', 'file'), 'utf8') };
    });
    expect(seen.text).toBe('as it was');
    expect(existsSync(seen.at)).toBe(false);
    expect(worktreesOf(root)).toHaveLength(1);
    expect(readFileSync(join(root, 'inner', 'file'), 'utf8')).toBe('not committed');
  });

  it('stands for the same folder, where that is not the top of its repository', async () => {
    const { root, first } = repository();
    const text = await withWorktree(join(root, 'inner'), first, async (at) =>
      readFileSync(join(at, 'file'), 'utf8'),
    );
    expect(text).toBe('as it was');
  });

  it('is taken away when its use fails, with what was made in it', async () => {
    const { root, first } = repository();
    let at = '';
    const use = withWorktree(root, first, async (place) => {
      at = place;
      writeFileSync(join(place, 'made'), '');
      throw new Error('of its own');
    });
    await expect(use).rejects.toThrow('of its own');
    expect(existsSync(at)).toBe(false);
    expect(worktreesOf(root)).toHaveLength(1);
  });

  it('runs no hook of the repository', async () => {
    const { root, first } = repository();
    const hook = join(root, '.git', 'hooks', 'post-checkout');
    mkdirSync(join(root, '.git', 'hooks'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\ntouch "${join(root, 'ran')}"\n`, { mode: 0o755 });
    await withWorktree(root, first, async () => {});
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  it('of a commit that there is not cannot be had', async () => {
    const { root } = repository();
    const error = await errorOf(() => withWorktree(root, 'a'.repeat(40), async () => {}));
    expect(error.code).toBe('undecided');
    expect(error.message).toContain('commit aaaaaaaaaa cannot be checked out: ');
  });
});
