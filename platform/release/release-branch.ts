import { RatchetError } from '../../pipeline/errors.ts';
import type { GitHub } from '../github/client.ts';
import { commitFiles } from '../github/commit-files.ts';
import { createRef, moveRef, readRef } from '../github/refs.ts';
import { branchOf, messageOf, type ReleaseRequest, releaseIn, releaseOf } from './release-request.ts';

/**
 * Brings the branch of a release to one commit on top of the commit that was gated. Where an earlier run left that very
 * commit there, it stays; what another candidate left is replaced.
 *
 * @returns the commit, or undefined where the branch already carries a release of a later commit
 * @throws RatchetError `github` where a person's commit is on the branch: it is never overwritten
 */
export async function bringBranch(github: GitHub, request: ReleaseRequest): Promise<string | undefined> {
  const ref = `heads/${branchOf(request)}`;
  const tip = await readRef(github, ref);
  if (tip !== undefined) {
    const standing = await standingOf(github, tip, request);
    if (standing === 'same') return tip;
    if (standing === 'later') return undefined;
  }
  const { base, files } = request;
  const commit = await commitFiles(github, { parent: base, message: messageOf(request), files });
  if (tip === undefined && (await createRef(github, ref, commit))) return commit;
  await moveRef(github, ref, commit);
  return commit;
}

async function standingOf(
  { owner, repo, api }: GitHub,
  tip: string,
  request: ReleaseRequest,
): Promise<'same' | 'earlier' | 'later'> {
  const { data: commit } = await api.git.getCommit({ owner, repo, commit_sha: tip });
  const release = releaseIn(commit.message);
  const parent = commit.parents[0]?.sha;
  if (release === undefined || parent === undefined || commit.parents.length !== 1) {
    throw new RatchetError(
      'github',
      `the branch ${branchOf(request)} holds a commit that is not Ratchet's: ${tip}`,
      {
        hint: 'move that commit to a branch of its own and delete this one; the next run makes it again',
      },
    );
  }
  if (parent === request.base) return release === releaseOf(request) ? 'same' : 'earlier';
  const { data } = await api.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${request.base}...${parent}`,
    per_page: 1,
  });
  return data.status === 'ahead' ? 'later' : 'earlier';
}
