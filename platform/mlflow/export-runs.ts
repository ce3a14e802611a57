import { RatchetError } from '../../pipeline/errors.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import type { Workspace } from '../run/workspace.ts';
import { openMlflow } from './client.ts';
import { exportRun } from './export-run.ts';
import type { MlflowSettings } from './settings.ts';
import { trackChampionBy, versionArtifacts } from './track.ts';

export interface ExportedRuns {
  /** Runs that the server did not have, and those that it had. */
  readonly sent: number;
  readonly there: number;
  /** The champion, and the version of the registered model that has its alias. */
  readonly champion: { readonly champion: string; readonly version: string } | undefined;
  readonly warnings: readonly string[];
}

/** Many runs take their time; a server that is silent is noticed all the same. */
const [REQUEST_MS, EXPORT_MS] = [30_000, 3_600_000];

/**
 * Sends recorded runs to a tracking server, oldest first, with the files of those that became versions.
 *
 * @throws RatchetError `usage` where no server is set, `network` where it does not answer
 */
export async function exportRuns(
  { folder, progress }: Workspace,
  settings: MlflowSettings | undefined,
  runs: readonly RunRecord[],
): Promise<ExportedRuns> {
  if (settings === undefined) {
    throw new RatchetError('usage', 'no MLflow server is set', {
      hint: 'name it: MLFLOW_TRACKING_URI=http://127.0.0.1:5000 npm run ratchet -- runs --export mlflow',
    });
  }
  const mlflow = openMlflow(settings, [REQUEST_MS, EXPORT_MS]);
  const task = progress.start('exporting', 'runs');
  const warnings = new Set<string>();
  let sent = 0;
  for (const [i, run] of runs.entries()) {
    const files = run.version === undefined ? [] : versionArtifacts(folder, run.version);
    const { wasThere, warning } = await exportRun(mlflow, run, files);
    if (!wasThere) sent += 1;
    if (warning !== undefined) warnings.add(warning);
    task.update(i + 1);
  }
  task.end();
  const champion = await trackChampionBy(mlflow, folder);
  return { sent, there: runs.length - sent, champion, warnings: [...warnings] };
}
