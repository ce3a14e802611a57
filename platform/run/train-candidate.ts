import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { rmseOver } from '../../pipeline/evaluate/rmse-over.ts';
import type { PreparedPartition } from '../../pipeline/ingest/prepared.ts';
import { versionDigest } from '../../pipeline/publish/version-digest.ts';
import { mergeProfiles } from '../../pipeline/validate/merge-profiles.ts';
import type { ValidationReport } from '../../pipeline/validate/report.ts';
import { createExecutor } from '../executor.ts';
import type { PreparedData } from '../prepare-partition.ts';
import type { Candidate } from './candidate.ts';
import { codeDigest, codeRoot, commitOf } from './code-identity.ts';
import { dataFileOf, type IngestedPeriod } from './ingest-period.ts';
import { MAIN_RECIPE, trainModel } from './train-model.ts';
import type { Workspace } from './workspace.ts';

export interface TrainRequest {
  readonly recipe?: string | undefined;
  readonly periods: readonly IngestedPeriod[];
  /** What validation said of these periods, and of those that will judge. */
  readonly validation: readonly ValidationReport[];
}

/** Trains a recipe, and beside it, at the same time, the contract's comparison recipes on the same rows. */
export async function trainCandidate(
  workspace: Workspace,
  { recipe = MAIN_RECIPE, periods, validation }: TrainRequest,
): Promise<Candidate> {
  const { folder, pool, progress, root } = workspace;
  const data = periods.map((period) => period.data);
  const task = progress.start('training', 'passes');
  const started = performance.now();
  const others = Object.keys(folder.contract.comparisons).filter((name) => name !== recipe);
  // Side by side: threads work for one while the other solves its equations here.
  const [{ model, targetMean, passes, trainSeconds }, ...compared] = await Promise.all([
    trainModel(folder, recipe, data, pool, (done) => task.update(done)).then((trained) => ({
      ...trained,
      trainSeconds: (performance.now() - started) / 1000,
    })),
    ...others.map((name) => trainModel(folder, name, data, pool)),
  ]);
  const comparisons = Object.fromEntries(others.map((name, i) => [name, compared[i]!.model]));
  const measured = rmseOver(model, folder.contract, createExecutor(pool, sampleOf(data)));
  const modelBytes = new TextEncoder().encode(`${canonicalJson(model)}\n`);
  const rmseTrain = await measured;
  task.end();

  const training = periods.map(dataFileOf);
  const [kept, filtered] = [sum(data.map(({ rows }) => rows)), sum(data.map(({ filtered }) => filtered))];
  const commit = commitOf(root);
  const [first, ...rest] = data.map(({ statistics }) => statistics.profile);
  return {
    model,
    modelBytes,
    comparisons,
    profile: mergeProfiles(first!, ...rest),
    validation,
    training: {
      schemaVersion: 1,
      stage: 'train',
      inputs: model.inputs,
      name: folder.name,
      recipe,
      digest: versionDigest({ model: sha256(modelBytes), contract: folder.contractDigest, data: training }),
      contractDigest: folder.contractDigest,
      codeDigest: codeDigest(codeRoot),
      ...(commit === undefined ? {} : { commit }),
      training,
      filteredShare: filtered / Math.max(1, kept + filtered),
      rows: kept,
      rmseTrain,
      targetMean,
      trainSeconds,
      passes,
      threads: pool.threads,
      peakMb: process.resourceUsage().maxRSS / 1024,
    },
  };
}

/** With more rows than this, the error on training rows is measured on some of the shards, evenly spread. */
const ENOUGH_ROWS = 250_000;

function sampleOf(data: readonly PreparedData[]): PreparedPartition[] {
  const every = Math.ceil(sum(data.map(({ rows }) => rows)) / ENOUGH_ROWS);
  return data.map((period) => ({ ...period, shards: period.shards.filter((_, i) => i % every === 0) }));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
