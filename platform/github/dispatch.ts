import type { GitHub } from './client.ts';

/** Starts a workflow on a branch: of what GITHUB_TOKEN does, only this starts runs. */
export async function dispatch(
  { owner, repo, api }: GitHub,
  workflow: string,
  branch: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<void> {
  await api.actions.createWorkflowDispatch({ owner, repo, workflow_id: workflow, ref: branch, inputs });
}
