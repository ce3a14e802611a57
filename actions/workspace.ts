import { availableParallelism } from 'node:os';
import { monthArchive } from '../platform/github/month-archive.ts';
import { createProgress } from '../platform/progress.ts';
import { type Workspace, withWorkspace } from '../platform/run/workspace.ts';
import type { ActionContext } from './context.ts';
import { githubOf } from './github.ts';

/** Opens the workspace of a model in the repository that the run works on. */
export function inWorkspace<T>(
  context: ActionContext,
  model: string | undefined,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const { root, dataDir, mirror, now, token } = context;
  return withWorkspace(
    {
      root,
      model,
      dataDir,
      mirror,
      threads: availableParallelism(),
      today: now.slice(0, 10),
      progress: createProgress(process.stderr),
      archive: token === '' ? undefined : monthArchive(githubOf(context)),
    },
    use,
  );
}
