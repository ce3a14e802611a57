import type { GitHub } from '../github/client.ts';
import { commitFiles } from '../github/commit-files.ts';
import { approveCommit } from '../github/commit-status.ts';
import { dispatch } from '../github/dispatch.ts';
import { fastForward, readRef } from '../github/refs.ts';
import { failedWith } from '../github/request-failure.ts';
import { mergePullRequest } from './land.ts';
import { bringBranch } from './release-branch.ts';
import { bringPullRequest } from './release-pull-request.ts';
import { messageOf, type Released, type ReleaseRequest } from './release-request.ts';

/** How a release goes to the default branch. */
export type Policy = (github: GitHub, request: ReleaseRequest) => Promise<Released>;

/** A person merges. */
const pullRequest: Policy = async (github, request) => {
  const offered = await offer(github, request);
  return 'released' in offered ? offered.released : offered;
};

/** It merges itself, where the rules of the branch let it. */
const autoMerge: Policy = async (github, request) => {
  const offered = await offer(github, request);
  if (!('released' in offered)) return offered;
  const { released, head } = offered;
  if (released.kind !== 'pull-request') return released;
  const landing = await mergePullRequest(github, released.number, head, {
    title: request.title,
    message: messageOf(request),
  });
  if (landing.landed) return land(github, request, landing.commit);
  return (await hasGoneOn(github, request)) ?? { ...released, because: landing.because };
};

/** It is committed to the default branch, where the rules of the branch let it. */
const direct: Policy = async (github, request) => {
  const { base, files, branch } = request;
  const commit = await commitFiles(github, { parent: base, message: messageOf(request), files });
  await approveCommit(github, commit, { description: request.reason, runUrl: request.runUrl });
  try {
    if (await fastForward(github, `heads/${branch}`, commit)) return land(github, request, commit);
  } catch (error) {
    if (!failedWith(error, 403, 409, 422)) throw error;
    const released = await pullRequest(github, request);
    return released.kind === 'pull-request' ? { ...released, because: error.said } : released;
  }
  return startAgain(github, request);
};

/** Every policy, by its name in model.yaml. */
export const POLICIES: Readonly<Record<ReleaseRequest['policy'], Policy>> = {
  'pull-request': pullRequest,
  'auto-merge': autoMerge,
  direct,
};

/** Branch, pull request and status; in this order, so that whatever is missing after a kill is made by the next run. */
async function offer(
  github: GitHub,
  request: ReleaseRequest,
): Promise<Released | { readonly released: Released; readonly head: string }> {
  const head = await bringBranch(github, request);
  if (head === undefined)
    return { kind: 'outdated', reason: 'A release of a later commit is on its branch.' };
  const released = await bringPullRequest(github, request);
  await approveCommit(github, head, { description: request.reason, runUrl: request.runUrl });
  // Two runs at once may have moved the branch in the wrong order; the newest commit of the branch decides.
  return (await hasGoneOn(github, request)) ?? { released, head };
}

/** What follows where the default branch is no longer the commit that was judged; undefined where it is. */
async function hasGoneOn(github: GitHub, request: ReleaseRequest): Promise<Released | undefined> {
  const now = await readRef(github, `heads/${request.branch}`);
  return now === request.base ? undefined : startAgain(github, request);
}

/** What follows a change of the default branch that starts nothing by itself, for it is GITHUB_TOKEN's. */
async function land(github: GitHub, request: ReleaseRequest, commit: string): Promise<Released> {
  const { branch, model, kind } = request;
  await dispatch(github, 'deploy.yml', branch, { model });
  // A release that is open was judged against the champion before.
  if (kind === 'rollback') await dispatch(github, 'release.yml', branch, { model });
  return { kind: 'landed', commit };
}

async function startAgain(
  github: GitHub,
  { kind, branch, model, version, reason }: ReleaseRequest,
): Promise<Released> {
  if (kind === 'release') await dispatch(github, 'release.yml', branch, { model });
  else await dispatch(github, 'rollback.yml', branch, { model, version, reason });
  return { kind: 'outdated', reason: `${branch} went on while this was judged.` };
}
