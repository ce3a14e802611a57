import { ACTIONS_BOT, invalid, Refusal } from './api.ts';
import { pullRequestEvent } from './events.ts';
import { fullName, type Hub } from './hub.ts';
import { refreshMergeRef } from './merge-ref.ts';
import { type Pull, timestamp } from './state.ts';

export interface NewPull {
  readonly title: string;
  readonly body: string | null;
  /** Branch, or owner:branch of a fork. */
  readonly head: string;
  readonly base: string;
  readonly draft?: boolean;
  readonly actor: string;
}

/** Ref under which a branch of the repository or of a fork is kept. */
export const refOfBranch = ({ owner }: Hub, ofOwner: string, branch: string): string =>
  ofOwner === owner ? `refs/heads/${branch}` : `refs/forks/${ofOwner}/${branch}`;

export async function openPull(hub: Hub, wanted: NewPull): Promise<Pull> {
  const { title, body, base, draft = false, actor } = wanted;
  const { git, settings, pulls, emulated } = hub;
  if (actor === ACTIONS_BOT && settings.forbidPullRequests)
    throw new Refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  const [owner, ref] = wanted.head.includes(':')
    ? (wanted.head.split(':', 2) as [string, string])
    : [hub.owner, wanted.head];
  const sha = await git.refAt(refOfBranch(hub, owner, ref));
  const baseSha = await git.refAt(`refs/heads/${base}`);
  if (sha === undefined) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (baseSha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  const there = [...pulls.values()].find(
    (pull) =>
      pull.state === 'open' && pull.head.owner === owner && pull.head.ref === ref && pull.base.ref === base,
  );
  if (there !== undefined) throw refused(`A pull request already exists for ${owner}:${ref}.`);
  if (await git.isAncestor(sha, baseSha)) throw refused(`No commits between ${base} and ${ref}`);

  // Issues and pull requests share their numbers, and their comments.
  const issue = await emulated.request(actor, 'POST', `/repos/${fullName(hub)}/issues`, { title, body });
  if (issue.status !== 201)
    throw new Error(`emulate answered ${issue.status}: ${JSON.stringify(issue.body)}`);
  const pull: Pull = {
    number: (issue.body as { number: number }).number,
    title,
    body,
    state: 'open',
    user: actor,
    head: { owner, ref, sha },
    base: { ref: base, sha: baseSha },
    mergedBy: undefined,
    mergeCommit: undefined,
    draft,
    createdAt: timestamp(),
    updatedAt: timestamp(),
  };
  pulls.set(pull.number, pull);
  await refreshMergeRef(hub, pull);
  await pullRequestEvent(hub, pull, 'opened', actor);
  return pull;
}

/** Closes a pull request, merged or not. */
export async function closePull(hub: Hub, pull: Pull, actor: string): Promise<void> {
  pull.state = 'closed';
  pull.updatedAt = timestamp();
  await hub.emulated.request(actor, 'PATCH', `/repos/${fullName(hub)}/issues/${pull.number}`, {
    state: 'closed',
  });
  if (actor !== ACTIONS_BOT) await pullRequestEvent(hub, pull, 'closed', actor);
}

const refused = (message: string): Refusal => invalid({ resource: 'PullRequest', code: 'custom', message });
