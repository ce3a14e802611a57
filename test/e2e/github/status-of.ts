import type { CommitStatus, State } from './state.ts';

/** The newest status of each context on a commit. */
export function statusesOf({ statuses }: Pick<State, 'statuses'>, sha: string): CommitStatus[] {
  const newest = new Map<string, CommitStatus>();
  for (const status of statuses) if (status.sha === sha) newest.set(status.context, status);
  return [...newest.values()];
}

/** What every check says of a commit, by its name: statuses, and jobs of runs. */
export function checksOf(state: Pick<State, 'statuses' | 'checkRuns'>, sha: string): Map<string, string> {
  const checks = new Map<string, string>();
  for (const run of state.checkRuns)
    if (run.sha === sha)
      checks.set(run.name, run.status === 'completed' ? (run.conclusion ?? '') : run.status);
  for (const status of statusesOf(state, sha)) checks.set(status.context, status.state);
  return checks;
}
