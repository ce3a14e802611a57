import type { GitHub } from './client.ts';

/** Enables a workflow: GitHub disables schedules of public repositories after 60 days without a commit. */
export async function keepEnabled({ owner, repo, api }: GitHub, workflow: string): Promise<void> {
  await api.actions.enableWorkflow({ owner, repo, workflow_id: workflow });
}
