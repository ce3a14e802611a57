import { ACTIONS_BOT } from './api.ts';
import { pullRequestEvent, pushEvent } from './events.ts';
import type { Hub } from './hub.ts';
import { refreshMergeRef } from './merge-ref.ts';
import { closePull } from './pulls.ts';
import { timestamp } from './state.ts';

export interface BranchMove {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly actor: string;
  readonly forced: boolean;
}

/** Brings everything up to date that depends on a ref, and notes the events that follow. */
export async function onBranchMoved(hub: Hub, move: BranchMove): Promise<void> {
  const { ref, after, actor } = move;
  if (ref.startsWith('refs/heads/')) await updatePulls(hub, ref.slice('refs/heads/'.length), after, actor);
  // What GITHUB_TOKEN pushes starts nothing.
  if (actor !== ACTIONS_BOT) hub.pending.push(await pushEvent(hub, move));
}

async function updatePulls(
  hub: Hub,
  branch: string,
  after: string | undefined,
  actor: string,
): Promise<void> {
  for (const pull of hub.pulls.values()) {
    if (pull.state !== 'open') continue;
    if (pull.base.ref === branch && after !== undefined) {
      if (await hub.git.isAncestor(pull.head.sha, after)) {
        // GitHub finds the commits of a pull request on its base, and counts it as merged.
        pull.mergedBy = actor;
        pull.mergeCommit = after;
        await closePull(hub, pull, actor);
      } else await refreshMergeRef(hub, pull);
    }
    if (pull.head.owner !== hub.owner || pull.head.ref !== branch) continue;
    if (after === undefined) await closePull(hub, pull, actor);
    else await movePullHead(hub, pull.number, after, actor);
  }
}

/** A pull request's branch has new commits. */
export async function movePullHead(hub: Hub, number: number, sha: string, actor: string): Promise<void> {
  const pull = hub.pulls.get(number);
  if (pull === undefined || pull.state !== 'open' || pull.head.sha === sha) return;
  pull.head.sha = sha;
  pull.updatedAt = timestamp();
  await refreshMergeRef(hub, pull);
  if (actor !== ACTIONS_BOT) await pullRequestEvent(hub, pull, 'synchronize', actor);
}
