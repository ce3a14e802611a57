import { z } from 'zod';
import { RatchetError } from '../../pipeline/errors.ts';
import type { GitHub } from './client.ts';

const workflowRunSchema = z.object({
  workflow_run: z.object({
    id: z.number().int(),
    event: z.string(),
    conclusion: z.string().nullable(),
    html_url: z.url(),
    head_sha: z.string(),
    head_branch: z.string(),
    head_repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }) }),
  }),
});

export type WorkflowRun = z.infer<typeof workflowRunSchema>['workflow_run'];

/** The run that an event `workflow_run` tells of. Throws a RatchetError `usage` for any other event. */
export function parseWorkflowRun(event: unknown): WorkflowRun {
  const parsed = workflowRunSchema.safeParse(event);
  if (parsed.success) return parsed.data.workflow_run;
  throw new RatchetError('usage', `expected the event workflow_run, found ${z.prettifyError(parsed.error)}`, {
    hint: 'start this action on: workflow_run',
  });
}

/**
 * The open pull request whose head is the commit that a run was for. The event itself names none for a fork, so it is
 * looked up by owner and branch; undefined where the pull request has gone on since, or is closed.
 */
export async function pullRequestOf(github: GitHub, run: WorkflowRun): Promise<number | undefined> {
  const { owner, repo, api, paginate } = github;
  const { head_sha: sha, head_branch: branch, head_repository: head } = run;
  const request = {
    owner,
    repo,
    state: 'open',
    head: `${head.owner.login}:${branch}`,
    per_page: 100,
  } as const;
  const pulls = await paginate(api.pulls.list, request);
  return pulls.find((pull) => pull.head.sha === sha && pull.head.repo?.full_name === head.full_name)?.number;
}
