import { parse } from 'yaml';
import type { Access, Permissions } from '../github/api.ts';

export interface JobFile {
  readonly id: string;
  /** As its check is called. */
  readonly name: string;
  readonly permissions: Permissions;
  readonly hasMatrix: boolean;
  /** Environment that it deploys to, and the expression of its address. */
  readonly environment: { readonly name: string; readonly url: string } | undefined;
  readonly continuesOnError: boolean;
}

/** What the harness itself has to know of a workflow; act reads the rest. */
export interface WorkflowFile {
  readonly path: string;
  readonly name: string;
  readonly runName: string | undefined;
  readonly text: string;
  readonly triggers: Readonly<Record<string, Trigger>>;
  readonly concurrency: { readonly group: string; readonly cancels: string } | undefined;
  readonly jobs: readonly JobFile[];
  /** Every `uses:` of a step. */
  readonly uses: readonly string[];
}

/** Filters of an event; what is left out lets everything pass. */
export interface Trigger {
  readonly branches?: readonly string[];
  readonly 'branches-ignore'?: readonly string[];
  readonly tags?: readonly string[];
  readonly 'tags-ignore'?: readonly string[];
  readonly paths?: readonly string[];
  readonly 'paths-ignore'?: readonly string[];
  readonly types?: readonly string[];
  readonly workflows?: readonly string[];
}

type Fields = Record<string, unknown>;
type RawJob = Fields & { steps?: { uses?: string }[] };

/** What GITHUB_TOKEN may do where a workflow does not say: the default of new repositories. */
const DEFAULT_PERMISSIONS: Permissions = { contents: 'read', packages: 'read' };
const SCOPES = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'statuses',
];

export function parseWorkflow(path: string, text: string): WorkflowFile {
  const raw = parse(text) as Fields & { jobs: Record<string, RawJob> };
  const permissions = permissionsOf(raw['permissions']) ?? DEFAULT_PERMISSIONS;
  const jobs = Object.entries(raw.jobs);
  return {
    path,
    name: String(raw['name'] ?? path),
    runName: raw['run-name'] as string | undefined,
    text,
    triggers: triggersOf(raw['on']),
    concurrency: concurrencyOf(raw['concurrency']),
    jobs: jobs.map(([id, job]) => jobOf(id, job, permissions)),
    uses: jobs.flatMap(([, job]) =>
      (job.steps ?? []).flatMap(({ uses }) => (uses === undefined ? [] : [uses])),
    ),
  };
}

function jobOf(id: string, job: RawJob, inherited: Permissions): JobFile {
  for (const key of ['concurrency', 'uses', 'container', 'services'])
    if (job[key] !== undefined) throw new Error(`the harness does not emulate ${key} of a job (${id})`);
  const environment = job['environment'];
  const { name = '', url = '' } =
    typeof environment === 'object' && environment !== null
      ? (environment as { name?: string; url?: string })
      : { name: String(environment ?? '') };
  return {
    id,
    name: String(job['name'] ?? id),
    // A job's permissions take the place of the workflow's; nothing adds up.
    permissions: permissionsOf(job['permissions']) ?? inherited,
    hasMatrix: (job['strategy'] as Fields | undefined)?.['matrix'] !== undefined,
    environment: name === '' ? undefined : { name, url },
    continuesOnError: job['continue-on-error'] === true,
  };
}

function permissionsOf(raw: unknown): Permissions | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (raw === 'read-all' || raw === 'write-all') {
    const access: Access = raw === 'read-all' ? 'read' : 'write';
    return Object.fromEntries(SCOPES.map((scope) => [scope, access]));
  }
  return raw as Permissions;
}

function triggersOf(raw: unknown): WorkflowFile['triggers'] {
  if (typeof raw === 'string') return { [raw]: {} };
  if (Array.isArray(raw)) return Object.fromEntries(raw.map((name) => [String(name), {}]));
  return Object.fromEntries(
    Object.entries(raw as Fields).map(([name, trigger]) => [name, (trigger ?? {}) as Trigger]),
  );
}

function concurrencyOf(raw: unknown): WorkflowFile['concurrency'] {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string') return { group: raw, cancels: 'false' };
  const { group, 'cancel-in-progress': cancels = false } = raw as Fields;
  return { group: String(group), cancels: String(cancels) };
}

/** What is left of permissions for a pull request from a fork: at most reading. */
export const readOnly = (permissions: Permissions): Permissions =>
  Object.fromEntries(
    Object.entries(permissions).map(([scope, access]) => [
      scope,
      scope === 'id-token' || access === 'none' ? 'none' : 'read',
    ]),
  );
