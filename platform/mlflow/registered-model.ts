import { z } from 'zod';
import type { VersionRef } from '../../pipeline/publish/registry-state.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { runSentence } from '../../pipeline/records/run-sentence.ts';
import { CANDIDATE_TAG, VERSION_TAG } from '../../pipeline/records/tracked-run.ts';
import { type Mlflow, MlflowFailure } from './client.ts';
import { type Artifact, uploadAll } from './upload.ts';

const versionSchema = z.object({ version: z.string(), source: z.string() });
const anything = z.unknown();
/** The alias of what is in production. */
const CHAMPION = 'champion';

export interface ModelSource {
  readonly runId: string;
  /** Address of model.json among the server's artifacts. */
  readonly source: string;
}

/** Registers the candidate of a run as a version of its model, once. */
export async function registerModel(mlflow: Mlflow, record: RunRecord, origin: ModelSource): Promise<void> {
  const { model: name, candidate, version } = record;
  try {
    await mlflow.ask('POST', 'registered-models/create', { name }, anything);
  } catch (error) {
    if (!(error instanceof MlflowFailure) || error.errorCode !== 'RESOURCE_ALREADY_EXISTS') throw error;
  }
  const tags = [
    { key: CANDIDATE_TAG, value: candidate },
    ...(version === undefined ? [] : [{ key: VERSION_TAG, value: version }]),
  ];
  const [there] = await versionsWhere(mlflow, `run_id='${origin.runId}'`);
  if (there === undefined) {
    const { runId: run_id, source } = origin;
    const request = { name, source, run_id, tags, description: runSentence(record) };
    await mlflow.ask('POST', 'model-versions/create', request, anything);
    return;
  }
  // It may have become a version of the repository since.
  for (const tag of tags)
    await mlflow.ask('POST', 'model-versions/set-tag', { name, version: there.version, ...tag }, anything);
}

/**
 * Gives the alias champion to what is in production, and puts its papers beside the model. Where it was never exported
 * there is nothing to give it to.
 *
 * @returns the version of the registered model that has the alias now; undefined where none
 */
export async function aliasChampion(
  mlflow: Mlflow,
  name: string,
  champion: VersionRef,
  papers: readonly Artifact[],
): Promise<string | undefined> {
  const [found] = await versionsWhere(
    mlflow,
    `name='${name}' and tags.\`${CANDIDATE_TAG}\`='${champion.digest}'`,
  );
  if (found === undefined) return undefined;
  const { version, source } = found;
  const tag = { key: VERSION_TAG, value: champion.version };
  await mlflow.ask('POST', 'model-versions/set-tag', { name, version, ...tag }, anything);
  await mlflow.ask('POST', 'registered-models/alias', { name, alias: CHAMPION, version }, anything);
  await uploadAll(mlflow, source.replace(/\/[^/]+$/, ''), papers);
  return version;
}

/** Versions that fulfil a condition, the newest first. */
async function versionsWhere(mlflow: Mlflow, filter: string): Promise<z.infer<typeof versionSchema>[]> {
  const found = z.object({ model_versions: z.array(versionSchema).default([]) });
  const { model_versions: versions } = await mlflow.ask('GET', 'model-versions/search', { filter }, found);
  return versions.sort((a, b) => Number(b.version) - Number(a.version));
}
