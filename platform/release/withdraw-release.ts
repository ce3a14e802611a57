import type { GitHub } from '../github/client.ts';
import { deleteRef, readRef } from '../github/refs.ts';
import { findOpen } from './release-pull-request.ts';
import { branchOf, releaseIn } from './release-request.ts';

/**
 * Takes back the open release of a model, where there is one: what it offers is no longer what the gate would promote.
 * One that a person has committed to is left alone.
 *
 * @returns the number of the pull request that was closed
 */
export async function withdrawRelease(
  github: GitHub,
  model: string,
  reason: string,
): Promise<number | undefined> {
  const { owner, repo, api } = github;
  const release = { kind: 'release', model } as const;
  const ref = `heads/${branchOf(release)}`;
  const tip = await readRef(github, ref);
  if (tip !== undefined) {
    const { data: commit } = await api.git.getCommit({ owner, repo, commit_sha: tip });
    if (releaseIn(commit.message) === undefined) return undefined;
  }
  const open = await findOpen(github, release);
  if (open) {
    // Its text is replaced as well: only what a person closed counts as declined.
    const body = `Withdrawn: ${reason}`;
    await api.pulls.update({ owner, repo, pull_number: open.number, body, state: 'closed' });
  }
  if (tip !== undefined) await deleteRef(github, ref);
  return open?.number;
}
