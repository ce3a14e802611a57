import { bodyOf, notFound, page, pageWithin } from '../api.ts';
import { fullName, type Hub, type Params, REPO, type Routes } from '../hub.ts';
import { type Deployment, type DeploymentStatus, timestamp } from '../state.ts';
import { userView } from '../views.ts';
import { commitAt } from './contents.ts';

function deploymentView(hub: Hub, deployment: Deployment) {
  const url = `${hub.apiUrl}/repos/${fullName(hub)}/deployments/${deployment.id}`;
  return {
    id: deployment.id,
    url,
    sha: deployment.sha,
    ref: deployment.ref,
    task: 'deploy',
    environment: deployment.environment,
    creator: userView(hub, deployment.creator),
    created_at: deployment.createdAt,
    statuses_url: `${url}/statuses`,
  };
}

const statusView = (hub: Hub, status: DeploymentStatus) => ({
  id: status.id,
  state: status.state,
  environment_url: status.environmentUrl,
  log_url: status.logUrl,
  creator: userView(hub, status.creator),
  created_at: status.createdAt,
});

function deploymentOf({ deployments }: Hub, { deployment_id }: Params): Deployment {
  const found = deployments.find(({ id }) => id === Number(deployment_id));
  if (found === undefined) throw notFound();
  return found;
}

const environmentView = (hub: Hub, name: string) => ({
  id: 1,
  name,
  html_url: `${hub.serverUrl}/${fullName(hub)}/deployments/${name}`,
  protection_rules: [],
});

export const deploymentRoutes: Routes = {
  [`GET ${REPO}/deployments`]: (hub, request) => {
    const [environment, sha, ref] = ['environment', 'sha', 'ref'].map((name) => request.query.get(name));
    const found = hub.deployments.filter(
      (deployment) =>
        (!environment || deployment.environment === environment) &&
        (!sha || deployment.sha === sha) &&
        (!ref || deployment.ref === ref),
    );
    return page(
      request,
      found.reverse().map((deployment) => deploymentView(hub, deployment)),
      hub.apiUrl,
    );
  },

  [`POST ${REPO}/deployments`]: async (hub, request) => {
    const { ref, environment = 'production' } = bodyOf(request) as { ref: string; environment?: string };
    const sha = await commitAt(hub, ref);
    if (sha === undefined) throw notFound();
    const deployment: Deployment = {
      id: hub.nextId(),
      sha,
      ref,
      environment,
      creator: request.caller.login,
      createdAt: timestamp(),
      statuses: [],
    };
    hub.deployments.push(deployment);
    hub.settings.environments.add(environment);
    return { status: 201, body: deploymentView(hub, deployment) };
  },

  [`GET ${REPO}/deployments/{deployment_id}`]: (hub, _, params) => ({
    status: 200,
    body: deploymentView(hub, deploymentOf(hub, params)),
  }),

  [`GET ${REPO}/deployments/{deployment_id}/statuses`]: (hub, request, params) => {
    const { statuses } = deploymentOf(hub, params);
    return page(request, statuses.map((status) => statusView(hub, status)).reverse(), hub.apiUrl);
  },

  [`POST ${REPO}/deployments/{deployment_id}/statuses`]: (hub, request, params) => {
    const body = bodyOf(request) as { state: string; environment_url?: string; log_url?: string };
    const status: DeploymentStatus = {
      id: hub.nextId(),
      state: body.state,
      environmentUrl: body.environment_url ?? '',
      logUrl: body.log_url ?? '',
      creator: request.caller.login,
      createdAt: timestamp(),
    };
    deploymentOf(hub, params).statuses.push(status);
    return { status: 201, body: statusView(hub, status) };
  },

  [`GET ${REPO}/environments`]: (hub, request) => {
    const all = [...hub.settings.environments].map((name) => environmentView(hub, name));
    return pageWithin(request, 'environments', all, hub.apiUrl);
  },

  [`GET ${REPO}/environments/{environment_name}`]: (hub, _, { environment_name = '' }) => {
    if (!hub.settings.environments.has(environment_name)) throw notFound();
    return { status: 200, body: environmentView(hub, environment_name) };
  },
};
