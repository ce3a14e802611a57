import type { GitHub } from './client.ts';

/** The check that branch rules require: the last job of ci.yml, and the status of a release. */
export const REQUIRED_CHECK = 'ratchet';
/** Longer descriptions GitHub refuses. */
const MAX_DESCRIPTION = 140;

/** Says on a commit that the gate let it through, for no workflow runs on a pull request of the bot's. */
export async function approveCommit(
  { owner, repo, api }: GitHub,
  sha: string,
  { description, runUrl }: { readonly description: string; readonly runUrl: string },
): Promise<void> {
  await api.repos.createCommitStatus({
    owner,
    repo,
    sha,
    state: 'success',
    context: REQUIRED_CHECK,
    description: Array.from(description).slice(0, MAX_DESCRIPTION).join(''),
    target_url: runUrl,
  });
}
