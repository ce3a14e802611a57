import type { VersionRef } from '../../pipeline/publish/registry-state.ts';
import type { GitHub } from '../github/client.ts';
import { findRelease } from '../github/github-release.ts';
import { moveRef } from '../github/refs.ts';
import { championAt, liveVersion, productionTag } from './live-version.ts';
import { releaseTag } from './prepare.ts';

export interface SwitchPlan {
  readonly branch: string;
  /** Commit of the branch, whose registry names the champion. */
  readonly commit: string;
  /** Moves what else tells what is live. */
  readonly alongside: () => Promise<void>;
}

export type Switched =
  | {
      readonly kind: 'switched';
      readonly from: string | undefined;
      readonly to: string;
      readonly url: string;
    }
  /** It was live before; nothing but its commit was written down. */
  | { readonly kind: 'live-already'; readonly to: string; readonly url: string }
  /** The default branch names another champion by now, whose own deployment goes on. */
  | { readonly kind: 'outdated'; readonly to: string; readonly instead: string };

/**
 * Makes a prepared champion the one in production: what goes alongside first, the tag of the commit last. Does nothing
 * where the default branch has another champion by now: the deployment of that one follows.
 */
export async function switchProduction(
  github: GitHub,
  model: string,
  champion: VersionRef,
  { branch, commit, alongside }: SwitchPlan,
): Promise<Switched> {
  const { version: to, digest } = champion;
  const now = await championAt(github, model, branch);
  if (now?.digest !== digest) return { kind: 'outdated', to, instead: now?.version ?? 'none' };
  const release = (await findRelease(github, releaseTag(model, to)))!;
  const before = await liveVersion(github, model);
  const { owner, repo, api } = github;
  await api.repos.updateRelease({ owner, repo, release_id: release.id, make_latest: 'true' });
  await alongside();
  // Last, for whatever is missing before it the next deployment makes up for.
  await moveRef(github, productionTag(model), commit);
  const url = release.html_url;
  if (before?.digest === digest) return { kind: 'live-already', to, url };
  return { kind: 'switched', from: before?.version, to, url };
}

/** What is in production beside what should be, as far as there is either. */
export interface Standing {
  readonly live: VersionRef | undefined;
  readonly champion: VersionRef | undefined;
}

export async function standingOf(github: GitHub, model: string, branch: string): Promise<Standing> {
  return { live: await liveVersion(github, model), champion: await championAt(github, model, branch) };
}
