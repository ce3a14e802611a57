import type { Git } from './git.ts';

export interface Pull {
  readonly number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  readonly user: string;
  readonly head: { readonly owner: string; readonly ref: string; sha: string };
  readonly base: { readonly ref: string; sha: string };
  mergedBy: string | undefined;
  mergeCommit: string | undefined;
  readonly draft: boolean;
  readonly createdAt: string;
  updatedAt: string;
}

export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: 'success' | 'failure' | 'error' | 'pending';
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: string;
}

/** A job of a run, or what the API was asked to make, on a commit. */
export interface CheckRun {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
}

export interface Asset {
  readonly id: number;
  name: string;
  label: string | null;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly state: 'uploaded' | 'starter';
  readonly createdAt: string;
}

export interface Release {
  readonly id: number;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  readonly author: string;
  readonly createdAt: string;
  publishedAt: string | null;
  readonly assets: Asset[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: string;
  readonly environmentUrl: string;
  readonly logUrl: string;
  readonly creator: string;
  readonly createdAt: string;
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly creator: string;
  readonly createdAt: string;
  readonly statuses: DeploymentStatus[];
}

export interface Artifact {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  /** Folder that holds the files as they were uploaded. */
  readonly dir: string;
  readonly sizeBytes: number;
  readonly createdAt: string;
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'action_required';

/** A run of a workflow, as the API tells of it. */
export interface Run {
  readonly id: number;
  readonly number: number;
  /** Path of the workflow file, such as .github/workflows/ci.yml. */
  readonly path: string;
  readonly name: string;
  readonly title: string;
  readonly event: string;
  readonly actor: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** owner/name; of the fork, for its pull requests. */
  readonly headRepository: string;
  readonly pullNumbers: readonly number[];
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  readonly createdAt: string;
}

/** Something happened that may start workflows. */
export interface TriggerEvent {
  readonly name: string;
  /** Activity type, such as opened; undefined for events that have none. */
  readonly action?: string;
  readonly actor: string;
  /** Full ref that GITHUB_REF will name. */
  readonly ref: string;
  /** Commit that GITHUB_SHA will name, and that the workflow files are read from. */
  readonly sha: string;
  /** Commit and branch that the run is shown for; those of a pull request are its head's. */
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: string;
  readonly pullNumbers: readonly number[];
  /** Paths that changed, for paths filters; undefined where they do not apply. */
  readonly changedPaths?: readonly string[];
  /** The only workflow that may start, by file name: of dispatches and schedules. */
  readonly workflow?: string;
  /** Branch that branches filters look at. */
  readonly branch?: string;
  readonly tag?: string;
  /** A pull request from a fork: read-only token, no secrets. */
  readonly fromFork?: boolean;
  /** Waits for a person's approval: pull requests that GITHUB_TOKEN opens. */
  readonly needsApproval?: boolean;
  readonly payload: Record<string, unknown>;
}

/** What GitHub answers about branches that have rules. */
export interface BranchRules {
  /** Changes come by pull request alone. */
  readonly requirePullRequest?: boolean;
  /** Contexts that have to be successful before a merge. */
  readonly requiredChecks?: readonly string[];
}

/** Switches of the repository that a scenario may turn at any time. */
export interface Settings {
  isPrivate: boolean;
  isTemplate: boolean;
  /** Settings → Actions → "Allow GitHub Actions to create and approve pull requests" is off. */
  forbidPullRequests: boolean;
  /** By branch. */
  rules: Record<string, BranchRules>;
  attestationsAvailable: boolean;
  pagesEnabled: boolean;
  environments: Set<string>;
  secrets: Record<string, string>;
  variables: Record<string, string>;
}

/** Everything that this GitHub remembers, beside what git and emulate hold. */
export interface State {
  readonly owner: string;
  readonly repo: string;
  readonly git: Git;
  readonly settings: Settings;
  readonly pulls: Map<number, Pull>;
  readonly statuses: CommitStatus[];
  readonly checkRuns: CheckRun[];
  readonly releases: Release[];
  latestRelease: number | undefined;
  readonly deployments: Deployment[];
  readonly artifacts: Artifact[];
  readonly runs: Run[];
  /** What is published, and by which run; undefined before anything was. */
  pages: { readonly runId: number; readonly dir: string } | undefined;
  readonly disabledWorkflows: Set<string>;
  /** Commits made without author and committer by an app: GitHub signs those. */
  readonly signedCommits: Set<string>;
  /** What happened and was not acted on yet. */
  readonly pending: TriggerEvent[];
  /** What the container registry holds, and every write to it in order. */
  readonly images: {
    /** Digest by address, name:tag. */
    readonly tags: Map<string, string>;
    readonly digests: Set<string>;
    readonly writes: string[];
  };
  readonly attestations: { readonly runId: number; readonly subject: string; readonly sha256: string }[];
  readonly nextId: () => number;
}

export const DEFAULT_BRANCH = 'main';

/** Now, to the second as GitHub tells it. */
export const timestamp = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
