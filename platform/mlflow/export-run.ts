import { z } from 'zod';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { type Entry, RUN_TAG, type TrackedRun, trackedRun } from '../../pipeline/records/tracked-run.ts';
import { type Mlflow, MlflowFailure } from './client.ts';
import { registerModel } from './registered-model.ts';
import { type Artifact, uploadAll } from './upload.ts';

export interface Exported {
  /** Whether the server had the run already. */
  readonly wasThere: boolean;
  /** What could not be done, although the run is there. */
  readonly warning?: string;
}

const runSchema = z.object({
  info: z.object({ run_id: z.string(), status: z.string(), artifact_uri: z.string() }),
});
type Run = z.infer<typeof runSchema>['info'];
const anything = z.unknown();
/** As many of a kind a server takes in one request. */
const [MAX_PARAMETERS, MAX_TAGS] = [100, 100];

/**
 * Exports a run: an experiment a model, in it a run with parameters, metrics, tags and files, and a version of the
 * registered model where the gate let the candidate through. What is there already is not made again, and what an export
 * that broke off left is brought to its end.
 */
export async function exportRun(
  mlflow: Mlflow,
  record: RunRecord,
  artifacts: readonly Artifact[],
): Promise<Exported> {
  const experiment = await experimentOf(mlflow, record.model);
  const tracked = trackedRun(record);
  const found = await findRun(mlflow, experiment, record.id);
  const run = found ?? (await createRun(mlflow, experiment, tracked));
  const wasThere = found?.status === 'FINISHED';
  let warning: string | undefined;
  if (!wasThere) {
    await logAll(mlflow, run, tracked);
    warning = await uploadAll(mlflow, run.artifact_uri, artifacts);
    const update = { run_id: run.run_id, status: 'FINISHED', end_time: tracked.endMs };
    await mlflow.ask('POST', 'runs/update', update, anything);
  }
  if (record.verdict?.kind === 'promote')
    await registerModel(mlflow, record, { runId: run.run_id, source: `${run.artifact_uri}/model.json` });
  return { wasThere, ...(warning !== undefined && { warning }) };
}

async function experimentOf(mlflow: Mlflow, name: string): Promise<string> {
  const found = z.object({ experiment: z.object({ experiment_id: z.string() }) });
  const byName = () => mlflow.ask('GET', 'experiments/get-by-name', { experiment_name: name }, found);
  try {
    return (await byName()).experiment.experiment_id;
  } catch (error) {
    if (!(error instanceof MlflowFailure) || error.errorCode !== 'RESOURCE_DOES_NOT_EXIST') throw error;
  }
  const made = z.object({ experiment_id: z.string() });
  try {
    return (await mlflow.ask('POST', 'experiments/create', { name }, made)).experiment_id;
  } catch (error) {
    // Another run was faster.
    if (!(error instanceof MlflowFailure) || error.errorCode !== 'RESOURCE_ALREADY_EXISTS') throw error;
    return (await byName()).experiment.experiment_id;
  }
}

async function findRun(mlflow: Mlflow, experiment: string, id: string): Promise<Run | undefined> {
  const query = { experiment_ids: [experiment], filter: `tags.\`${RUN_TAG}\` = '${id}'`, max_results: 1 };
  const { runs } = await mlflow.ask(
    'POST',
    'runs/search',
    query,
    z.object({ runs: z.array(runSchema).default([]) }),
  );
  return runs[0]?.info;
}

async function createRun(
  mlflow: Mlflow,
  experiment: string,
  { name, startMs, tags }: TrackedRun,
): Promise<Run> {
  const request = {
    experiment_id: experiment,
    run_name: name,
    start_time: startMs,
    tags: tags.filter(({ key }) => key === RUN_TAG),
  };
  return (await mlflow.ask('POST', 'runs/create', request, z.object({ run: runSchema }))).run.info;
}

async function logAll(
  mlflow: Mlflow,
  { run_id }: Run,
  { parameters, metrics, tags, endMs }: TrackedRun,
): Promise<void> {
  const log = (batch: object) => mlflow.ask('POST', 'runs/log-batch', { run_id, ...batch }, anything);
  for (const params of chunks(parameters, MAX_PARAMETERS)) await log({ params });
  for (const some of chunks(tags, MAX_TAGS)) await log({ tags: some });
  await log({ metrics: metrics.map((metric) => ({ ...metric, timestamp: endMs, step: 0 })) });
}

const chunks = <Value>(entries: readonly Entry<Value>[], size: number) =>
  Array.from({ length: Math.ceil(entries.length / size) }, (_, i) => entries.slice(i * size, (i + 1) * size));
