import { join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { listModels, type ModelFolder, openModelFolder } from '../model-folder.ts';
import { NO_PROGRESS, type Progress } from '../progress.ts';
import type { MonthArchive } from '../sources/source-kind.ts';
import { createPool, type Pool } from '../worker-pool.ts';

/** Where the stages work: one model of one repository, its threads and its caches. */
export interface Workspace {
  readonly root: string;
  readonly folder: ModelFolder;
  readonly pool: Pool;
  /** What can be made again: prepared months and downloads. */
  readonly cacheDir: string;
  /** Candidates and reports; nothing in it is versioned. */
  readonly outDir: string;
  readonly dataDirs: readonly string[];
  /** Today, YYYY-MM-DD. */
  readonly today: string;
  readonly progress: Progress;
  /** Where the months of published versions are kept, besides their publisher. */
  readonly archive?: MonthArchive | undefined;
  /** Address that stands in for the publisher's. */
  readonly mirror?: string | undefined;
}

export interface WorkspaceOptions {
  readonly root: string;
  readonly model?: string | undefined;
  readonly outDir?: string | undefined;
  readonly dataDir?: string | undefined;
  readonly threads: number;
  readonly today: string;
  readonly progress?: Progress;
  readonly archive?: MonthArchive | undefined;
  readonly mirror?: string | undefined;
}

/** Opens a workspace, hands it to `use` and ends its threads whatever happens. */
export async function withWorkspace<T>(
  options: WorkspaceOptions,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const { root, dataDir, today, threads, archive, mirror, progress = NO_PROGRESS } = options;
  const folder = openModelFolder(root, options.model ?? onlyModel(root));
  const pool = createPool(threads);
  try {
    return await use({
      root,
      folder,
      pool,
      cacheDir: join(root, 'out', 'cache'),
      outDir: options.outDir ?? join(root, 'out'),
      dataDirs: dataDir === undefined ? [] : [dataDir],
      today,
      progress,
      archive,
      mirror,
    });
  } finally {
    await pool.close();
  }
}

/** Name of a repository's only model. Throws a RatchetError `usage` where there is another number of them. */
export function onlyModel(root: string): string {
  const models = listModels(root);
  if (models.length === 1) return models[0]!;
  throw new RatchetError(
    'usage',
    models.length === 0 ? `there is no model under ${join(root, 'models')}` : 'which model?',
    {
      hint:
        models.length === 0
          ? 'run this in the folder of a Ratchet repository'
          : `name one with --model: ${models.join(', ')}`,
    },
  );
}
