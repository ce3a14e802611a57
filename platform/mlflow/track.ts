import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { championOf } from '../../pipeline/publish/registry-state.ts';
import { versionPath } from '../../pipeline/publish/version-folder.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import type { ModelFolder } from '../model-folder.ts';
import { candidateDir } from '../run/candidate.ts';
import { readRegistry } from '../run/published.ts';
import type { Workspace } from '../run/workspace.ts';
import { type Mlflow, openMlflow } from './client.ts';
import { exportRun } from './export-run.ts';
import { aliasChampion } from './registered-model.ts';
import type { MlflowSettings } from './settings.ts';
import type { Artifact } from './upload.ts';

/**
 * Exports a run that was just made, where a tracking server is set: the candidate as it lies in the workspace, its
 * report, and what the registry says is champion.
 *
 * @returns what went wrong, for a warning: no run fails because that server is away
 */
export function trackRun(
  settings: MlflowSettings | undefined,
  { folder, outDir }: Workspace,
  record: RunRecord,
): Promise<string[]> {
  return warningsOf(settings, async (mlflow) => {
    const paths = [
      join(candidateDir(outDir, folder.name), 'model.json'),
      // A command that only measures leaves an earlier run's report where it is.
      ...(record.verdict ? [join(outDir, 'report.html')] : []),
    ];
    const { warning } = await exportRun(mlflow, record, readArtifacts(paths));
    await trackChampionBy(mlflow, folder);
    return warning;
  });
}

/** Gives the alias champion to what the registry says, where a tracking server is set. Gives what went wrong. */
export const trackChampion = (settings: MlflowSettings | undefined, folder: ModelFolder): Promise<string[]> =>
  warningsOf(settings, async (mlflow) => {
    await trackChampionBy(mlflow, folder);
    return undefined;
  });

/** The same by a server that is open already. Gives the champion and the version that has the alias, if one does. */
export async function trackChampionBy(
  mlflow: Mlflow,
  folder: ModelFolder,
): Promise<{ readonly champion: string; readonly version: string } | undefined> {
  const champion = championOf(readRegistry(folder));
  if (champion === undefined) return undefined;
  const card = readArtifacts([join(folder.dir, versionPath(champion.version), 'card.md')]);
  const version = await aliasChampion(mlflow, folder.name, champion, card);
  return version === undefined ? undefined : { champion: champion.version, version };
}

/** Files of a version of the repository, for a run whose candidate it was. */
export const versionArtifacts = ({ dir }: ModelFolder, version: string): Artifact[] =>
  readArtifacts(['model.json', 'card.md'].map((name) => join(dir, versionPath(version), name)));

const readArtifacts = (paths: readonly string[]): Artifact[] =>
  paths.filter(existsSync).map((path) => ({ name: basename(path), bytes: readFileSync(path) }));

async function warningsOf(
  settings: MlflowSettings | undefined,
  act: (mlflow: Mlflow) => Promise<string | undefined>,
): Promise<string[]> {
  if (settings === undefined) return [];
  try {
    const warning = await act(openMlflow(settings));
    return warning ? [warning] : [];
  } catch (error) {
    if (!(error instanceof RatchetError)) throw error;
    return [`The run is not in MLflow: ${error.message}; ${error.hint}`];
  }
}
