import { notFound, page, pageWithin, Refusal } from '../api.ts';
import { fullName, type Hub, REPO, type Routes } from '../hub.ts';
import { repositoryView, userView } from '../views.ts';

/** The repository itself, its settings, and people. */
export const repositoryRoutes: Routes = {
  [`GET ${REPO}`]: (hub, request) => {
    const { caller } = request;
    const push =
      caller.kind === 'person' || (caller.kind === 'job' && caller.permissions['contents'] === 'write');
    return {
      status: 200,
      body: {
        ...repositoryView(hub),
        permissions: { admin: false, maintain: false, push, triage: push, pull: true },
      },
    };
  },

  [`GET ${REPO}/rules/branches/{branch}`]: (hub, request, { branch = '' }) =>
    page(request, rulesOf(hub, branch), hub.apiUrl),

  [`GET ${REPO}/rulesets`]: (hub, request) => {
    const rulesets = Object.keys(hub.settings.rules).map((name, index) => ({
      id: index + 1,
      name,
      target: 'branch',
      enforcement: 'active',
    }));
    return page(request, rulesets, hub.apiUrl);
  },

  [`GET ${REPO}/pages`]: (hub) => {
    if (!hub.settings.pagesEnabled) throw notFound();
    return {
      status: 200,
      body: {
        url: `${hub.apiUrl}/repos/${fullName(hub)}/pages`,
        status: 'built',
        build_type: 'workflow',
        cname: null,
      },
    };
  },

  // Settings and secrets GITHUB_TOKEN is never shown.
  [`GET ${REPO}/actions/permissions/workflow`]: (hub, { caller }) => {
    if (caller.kind === 'job') throw new Refusal(403, 'Resource not accessible by integration');
    return {
      status: 200,
      body: {
        default_workflow_permissions: 'read',
        can_approve_pull_request_reviews: !hub.settings.forbidPullRequests,
      },
    };
  },

  [`GET ${REPO}/actions/secrets`]: (hub, request) => {
    if (request.caller.kind === 'job') throw new Refusal(403, 'Resource not accessible by integration');
    const names = Object.keys(hub.settings.secrets).map((name) => ({ name }));
    return pageWithin(request, 'secrets', names, hub.apiUrl);
  },

  'GET /user': (hub, { caller }) => {
    if (caller.kind === 'job') throw new Refusal(403, 'Resource not accessible by integration');
    return { status: 200, body: userView(hub, caller.login) };
  },

  'GET /users/{username}': (hub, _, { username = '' }) => ({ status: 200, body: userView(hub, username) }),

  'GET /rate_limit': () => {
    const core = { limit: 1000, remaining: 999, used: 1, reset: Math.ceil(Date.now() / 1000) + 3600 };
    return { status: 200, body: { resources: { core }, rate: core } };
  },
};

function rulesOf({ settings }: Hub, branch: string): unknown[] {
  const rules = settings.rules[branch];
  if (rules === undefined) return [];
  const source = { ruleset_source_type: 'Repository', ruleset_source: branch, ruleset_id: 1 };
  const checks = (rules.requiredChecks ?? []).map((context) => ({ context }));
  return [
    ...(rules.requirePullRequest
      ? [{ type: 'pull_request', ...source, parameters: { required_approving_review_count: 0 } }]
      : []),
    ...(checks.length > 0
      ? [{ type: 'required_status_checks', ...source, parameters: { required_status_checks: checks } }]
      : []),
  ];
}
