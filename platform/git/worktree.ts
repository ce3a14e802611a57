import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { askGit, runGit } from './ask-git.ts';
import { shortCommit } from './commit-standing.ts';

/**
 * Checks a commit out in a temporary folder, hands it to `use`, and takes it away again whatever happens. What is
 * checked out in `root`, and what was changed there, is not touched.
 *
 * @param use takes the folder that stands for `root` in the commit, even where `root` is not the top of its repository
 * @throws RatchetError `undecided` where git cannot check the commit out
 */
export async function withWorktree<T>(
  root: string,
  commit: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), 'ratchet-worktree-'));
  const worktree = join(parent, 'commit');
  try {
    addWorktree(root, worktree, commit);
    const prefix = askGit(root, ['rev-parse', '--show-prefix']) ?? '';
    return await use(join(worktree, prefix));
  } finally {
    askGit(root, ['worktree', 'remove', '--force', worktree]);
    rmSync(parent, { recursive: true, force: true });
    askGit(root, ['worktree', 'prune']);
  }
}

function addWorktree(root: string, worktree: string, commit: string): void {
  try {
    // No hook of the user's: only files are wanted.
    runGit(root, [
      '-c',
      'core.hooksPath=/dev/null',
      'worktree',
      'add',
      '--quiet',
      '--detach',
      worktree,
      commit,
    ]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RatchetError(
      'undecided',
      `commit ${shortCommit(commit)} cannot be checked out: ${reason.trim()}`,
      {
        cause,
        hint: 'see the message of git',
      },
    );
  }
}
