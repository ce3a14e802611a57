import { availableParallelism } from 'node:os';
import { createProgress } from '../platform/progress.ts';
import { type Workspace, withWorkspace } from '../platform/run/workspace.ts';
import type { ActionContext } from './context.ts';

/** Opens the workspace of a model in the repository that the run works on. */
export function inWorkspace<T>(
  { root, dataDir, now }: ActionContext,
  model: string | undefined,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  return withWorkspace(
    {
      root,
      model,
      dataDir,
      threads: availableParallelism(),
      today: now.slice(0, 10),
      progress: createProgress(process.stderr),
    },
    use,
  );
}
