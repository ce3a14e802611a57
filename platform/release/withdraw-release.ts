import type { GitHub } from '../github/client.ts';
import { deleteRef, readRef } from '../github/refs.ts';
import { findOpen } from './release-pull-request.ts';
import { branchOf } from './release-request.ts';

/**
 * Takes back the open release of a model, where there is one: what it offers is no longer what the gate would promote.
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
  const open = await findOpen(github, release);
  if (open) {
    // Its text is replaced as well: only what a person closed counts as declined.
    const body = `Withdrawn: ${reason}`;
    await api.pulls.update({ owner, repo, pull_number: open.number, body, state: 'closed' });
  }
  const ref = `heads/${branchOf(release)}`;
  if ((await readRef(github, ref)) !== undefined) await deleteRef(github, ref);
  return open?.number;
}
