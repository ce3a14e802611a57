import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveStandIn } from '../stand-ins/serve-stand-in.ts';
import type { Caller } from './api.ts';
import { startEmulated } from './emulated.ts';
import type { Fault } from './faults.ts';
import { Git } from './git.ts';
import type { Handler, Hub } from './hub.ts';
import { PathTable } from './path-template.ts';
import { actionsRoutes } from './routes/actions.ts';
import { contentsRoutes } from './routes/contents.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { gitDataRoutes } from './routes/git-data.ts';
import { issueRoutes } from './routes/issues.ts';
import { pullRoutes } from './routes/pulls.ts';
import { releaseRoutes } from './routes/releases.ts';
import { repositoryRoutes } from './routes/repository.ts';
import { statusRoutes } from './routes/statuses.ts';
import { type LoggedRequest, listen, type Violation } from './server.ts';
import type { Settings } from './state.ts';

export interface GitHubOptions {
  readonly owner?: string;
  readonly repo?: string;
  /** People beside the owner. */
  readonly people?: readonly string[];
  readonly settings?: Partial<Settings>;
  /** Folder of git's objects that its repository has beside its own. */
  readonly objects?: string;
}

/** A GitHub of one repository, on a loopback port. */
export interface FakeGitHub {
  readonly hub: Hub;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** The bare repository that is the truth of git data. */
  readonly gitDir: string;
  readonly settings: Settings;
  /** What goes wrong; may be added to and emptied at any time. */
  readonly faults: Fault[];
  /** Requests that GitHub would not have taken. A good scenario ends without any. */
  readonly violations: Violation[];
  readonly requests: LoggedRequest[];
  /** How to end a run at once, by its number: whoever runs it says so. */
  readonly killers: Map<number, () => void>;
  close(): Promise<void>;
}

const ROUTES = [
  repositoryRoutes,
  gitDataRoutes,
  contentsRoutes,
  pullRoutes,
  statusRoutes,
  releaseRoutes,
  deploymentRoutes,
  actionsRoutes,
  issueRoutes,
];

export async function createGitHub(options: GitHubOptions = {}): Promise<FakeGitHub> {
  const { owner = 'octo-taxi', repo = 'my-ratchet', people = ['mona', 'hubot'], settings: wanted } = options;
  const dir = await mkdtemp(join(tmpdir(), 'ratchet-github-'));
  const clear = () => rmSync(dir, { recursive: true, force: true });
  process.once('exit', clear);
  const git = await Git.init(join(dir, 'repository.git'), options.objects);
  const routes = new PathTable<Handler>();
  for (const table of ROUTES)
    for (const [operation, handler] of Object.entries(table)) routes.add(operation, handler);
  const settings: Settings = {
    isPrivate: false,
    isTemplate: false,
    forbidPullRequests: false,
    rules: {},
    attestationsAvailable: true,
    pagesEnabled: false,
    environments: new Set(),
    secrets: {},
    variables: {},
    ...wanted,
  };
  const faults: Fault[] = [];
  const violations: Violation[] = [];
  const requests: LoggedRequest[] = [];
  const killers = new Map<number, () => void>();
  let hub: Hub | undefined;
  const hubNow = (): Hub => {
    if (hub === undefined) throw new Error('this GitHub has not started yet');
    return hub;
  };
  const { server, url } = await listen({
    hub: hubNow,
    routes,
    faults,
    violations,
    requests,
    kill: (runId) => killers.get(runId)?.(),
    standIns: (request) => serveStandIn(hubNow(), request),
  });
  // Pages live elsewhere than the API, as on GitHub.
  const serverUrl = url.replace('127.0.0.1', 'localhost');
  let lastId = 1000;
  const logins = [owner, ...people];
  hub = {
    owner,
    repo,
    dir,
    git,
    settings,
    apiUrl: url,
    serverUrl,
    emulated: await startEmulated({ owner, repo, people, apiUrl: url }),
    callers: new Map<string, Caller>(logins.map((login) => [`ghp_${login}`, { kind: 'person', login }])),
    pulls: new Map(),
    statuses: [],
    checkRuns: [],
    releases: [],
    latestRelease: undefined,
    deployments: [],
    artifacts: [],
    runs: [],
    pages: undefined,
    disabledWorkflows: new Set(),
    signedCommits: new Set(),
    pending: [],
    images: { tags: new Map(), digests: new Set(), writes: [] },
    attestations: [],
    nextId: () => {
      lastId += 1;
      return lastId;
    },
  };
  return {
    hub,
    apiUrl: url,
    serverUrl,
    owner,
    repo,
    gitDir: git.dir,
    settings,
    faults,
    violations,
    requests,
    killers,
    close: async () => {
      // What a test that failed left running.
      for (const kill of killers.values()) kill();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await hub?.emulated.close();
      await rm(dir, { recursive: true, force: true, maxRetries: 3 });
      process.off('exit', clear);
    },
  };
}
