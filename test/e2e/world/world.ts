import type { RunResult } from '../act/run-workflow.ts';
import { type SettleOptions, settle } from '../act/settle.ts';
import { createGitHub, type FakeGitHub, type GitHubOptions } from '../github/create-github.ts';
import { pushEvent, workflowEvent } from '../github/events.ts';
import { fullName } from '../github/hub.ts';
import { mergePull } from '../github/merge-pull.ts';
import { moveRef } from '../github/move-ref.ts';
import { movePullHead } from '../github/on-branch-moved.ts';
import { openPull, refOfBranch } from '../github/pulls.ts';
import { DEFAULT_BRANCH, type Pull, type Release } from '../github/state.ts';
import { storedObjects } from './prepared.ts';
import { type Files, type Seed, treeWith } from './seed.ts';

export interface WorldOptions extends GitHubOptions {
  /** What main holds at first, as one commit. */
  readonly from: Seed;
  /** Whether that commit is a push that has yet to be acted upon: the first push of a clone. */
  readonly isFirstPush?: boolean;
  /** Variables of every runner. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Push {
  readonly files: Files;
  readonly branch?: string;
  readonly message?: string;
  /** Who pushes; the owner where left out. */
  readonly by?: string;
}

export interface PullRequest extends Push {
  readonly title?: string;
  readonly body?: string;
  /** Whose fork it comes from; the repository itself where left out. */
  readonly fork?: string;
}

export interface IssueSeen {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly user: { readonly login: string };
}

export interface CommentSeen {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

/** A repository on GitHub, with people who work on it and runners that run its workflows. */
export class World {
  /** Every run so far, in order of its end. */
  readonly runs: RunResult[] = [];
  readonly github: FakeGitHub;
  /** Variables of every runner. */
  readonly environment: Readonly<Record<string, string>>;

  private constructor(github: FakeGitHub, environment: Readonly<Record<string, string>>) {
    this.github = github;
    this.environment = environment;
  }

  static async create({
    from,
    isFirstPush = false,
    environment = {},
    ...options
  }: WorldOptions): Promise<World> {
    const github = await createGitHub({ objects: storedObjects(), ...options });
    const { hub } = github;
    const author = { name: hub.owner, email: `${hub.owner}@example.invalid` };
    const sha = await hub.git.writeCommit(
      await treeWith(hub.git, undefined, from),
      [],
      'Initial commit',
      author,
    );
    const ref = `refs/heads/${DEFAULT_BRANCH}`;
    await hub.git.run('update-ref', ref, sha);
    if (isFirstPush)
      hub.pending.push(
        await pushEvent(hub, { ref, before: undefined, after: sha, actor: hub.owner, forced: false }),
      );
    return new World(github, environment);
  }

  /** Somebody commits files on a branch, which is made from main where it is missing, and pushes. */
  async push({ files, branch = DEFAULT_BRANCH, message = 'Change something', by }: Push): Promise<string> {
    const { hub } = this.github;
    const sha = await this.#commit(`refs/heads/${branch}`, files, message, by);
    await moveRef(hub, { ref: `refs/heads/${branch}`, sha, actor: by ?? hub.owner });
    return sha;
  }

  async openPullRequest({
    files,
    branch = 'change',
    title,
    body = '',
    by,
    fork,
    message,
  }: PullRequest): Promise<Pull> {
    const { hub } = this.github;
    const owner = fork ?? hub.owner;
    const actor = by ?? owner;
    const ref = refOfBranch(hub, owner, branch);
    const sha = await this.#commit(ref, files, message ?? title ?? 'Change something', actor);
    // A push to a branch that no workflow listens to, or to a fork, starts nothing here.
    await hub.git.run('update-ref', ref, sha);
    return openPull(hub, {
      title: title ?? 'Change something',
      body,
      head: `${owner}:${branch}`,
      base: DEFAULT_BRANCH,
      actor,
    });
  }

  /** Another push to the branch of a pull request. */
  async pushTo(pull: Pull, files: Files, message = 'Change more'): Promise<string> {
    const { hub } = this.github;
    const ref = refOfBranch(hub, pull.head.owner, pull.head.ref);
    const sha = await this.#commit(ref, files, message, pull.user);
    if (pull.head.owner === hub.owner) await moveRef(hub, { ref, sha, actor: pull.user });
    else {
      await hub.git.run('update-ref', ref, sha);
      await movePullHead(hub, pull.number, sha, pull.user);
    }
    return sha;
  }

  /** Somebody presses "Merge". */
  async merge(
    pull: Pull,
    { by, method = 'squash' }: { by?: string; method?: 'merge' | 'squash' | 'rebase' } = {},
  ): Promise<string> {
    const { hub } = this.github;
    return mergePull(hub, pull, { method, actor: by ?? hub.owner });
  }

  /** Somebody presses "Run workflow". */
  async dispatch(file: string, inputs: Readonly<Record<string, string>> = {}, by?: string): Promise<void> {
    const path = `/repos/${fullName(this.github.hub)}/actions/workflows/${file}/dispatches`;
    await this.request('POST', path, { ref: DEFAULT_BRANCH, inputs }, by);
  }

  /** The clock strikes. */
  async schedule(file: string): Promise<void> {
    const { hub } = this.github;
    const workflow = `.github/workflows/${file}`;
    hub.pending.push(
      await workflowEvent(hub, 'schedule', {
        workflow,
        actor: hub.owner,
        payload: { schedule: '0 0 * * 0' },
      }),
    );
  }

  /** Runs everything that follows. Gives the runs of this time alone. */
  async settle(options: Omit<SettleOptions, 'environment'> = {}): Promise<RunResult[]> {
    const results = await settle(this.github, { ...options, environment: this.environment });
    this.runs.push(...results);
    return results;
  }

  /** Asks the API as a person. Throws for every answer that is a refusal. */
  async request<T = unknown>(method: string, path: string, body?: unknown, by?: string): Promise<T> {
    const response = await fetch(`${this.github.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ghp_${by ?? this.github.owner}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  comments(of: Pull | number): Promise<CommentSeen[]> {
    const number = typeof of === 'number' ? of : of.number;
    return this.request('GET', `/repos/${fullName(this.github.hub)}/issues/${number}/comments?per_page=100`);
  }

  /** Issues that are no pull requests, oldest first. */
  async issues(state: 'open' | 'closed' | 'all' = 'open'): Promise<IssueSeen[]> {
    const query = `state=${state}&direction=asc&per_page=100`;
    const all = await this.request<(IssueSeen & { pull_request?: unknown })[]>(
      'GET',
      `/repos/${fullName(this.github.hub)}/issues?${query}`,
    );
    return all.filter((issue) => issue.pull_request === undefined);
  }

  pulls(state: 'open' | 'closed' | 'all' = 'open'): Pull[] {
    return [...this.github.hub.pulls.values()].filter((pull) => state === 'all' || pull.state === state);
  }

  releases(): readonly Release[] {
    return this.github.hub.releases;
  }

  /** Text of a file at a revision of the bare repository; undefined where it is not there. */
  async file(path: string, revision = DEFAULT_BRANCH): Promise<string | undefined> {
    const { git } = this.github.hub;
    const sha = await git.resolve(`${revision}:${path}`);
    return sha === undefined ? undefined : (await git.blob(sha)).toString();
  }

  /** Commit that a branch, tag or other revision stands for. */
  commitAt(revision: string): Promise<string | undefined> {
    return this.github.hub.git.resolve(`${revision}^{commit}`);
  }

  close(): Promise<void> {
    return this.github.close();
  }

  async #commit(ref: string, files: Files, message: string, by?: string): Promise<string> {
    const { git, owner } = this.github.hub;
    const base = (await git.refAt(ref)) ?? (await git.refAt(`refs/heads/${DEFAULT_BRANCH}`)) ?? '';
    const author = { name: by ?? owner, email: `${by ?? owner}@example.invalid` };
    return git.writeCommit(await treeWith(git, base, { files }), [base], message, author);
  }
}

export const world = (options: WorldOptions): Promise<World> => World.create(options);
