import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import type { Verdict } from '../../pipeline/gate/verdict.ts';
import type { DataFile } from '../../pipeline/publish/manifest.ts';
import { recipeSettings } from '../../pipeline/records/recipe-settings.ts';
import { type RunRecord, runId } from '../../pipeline/records/run-record.ts';
import type { Candidate } from '../run/candidate.ts';
import { ratchetVersion } from '../run/code-identity.ts';
import { ANCHOR, CANDIDATE, CHAMPION } from '../run/judge-candidate.ts';

/** A candidate and what was found out about it. */
export interface RunFacts {
  readonly candidate: Pick<Candidate, 'model' | 'modelBytes' | 'training'>;
  readonly holdout: readonly DataFile[];
  readonly evaluation: Evaluation;
  /** What the gate said; left out where it was not asked. */
  readonly judged?: { readonly verdict: Verdict; readonly latencyMs: number };
}

/** What a run knows of itself. */
export interface RunOrigin extends Pick<RunRecord, 'at' | 'trigger' | 'artifacts'> {
  /** Address of the run on GitHub. */
  readonly run?: string | undefined;
  readonly version?: string | undefined;
}

/** The record of a training run. */
export function makeRunRecord(
  { candidate, holdout, evaluation, judged }: RunFacts,
  { at, trigger, artifacts, run, version }: RunOrigin,
): RunRecord {
  const { model, modelBytes, training } = candidate;
  const { commit } = training;
  const name = {
    at,
    model: model.name,
    trigger,
    candidate: training.digest,
    ...(run !== undefined && { run }),
  };
  return {
    schemaVersion: 1,
    id: runId(name),
    ...name,
    ...(version !== undefined && { version }),
    target: evaluation.target,
    parameters: {
      recipe: training.recipe,
      train: training.training.map(({ period }) => period),
      holdout: evaluation.periods,
      contract: training.contractDigest,
      threads: training.threads,
      settings: recipeSettings(model.recipe),
    },
    metrics: metricsOf(evaluation, training.rmseTrain, judged?.verdict),
    data: [...training.training.map(dataOf('train')), ...holdout.map(dataOf('holdout'))],
    ...(commit !== undefined && { commit }),
    software: { ratchet: ratchetVersion(), node: process.versions.node, code: training.codeDigest },
    cost: {
      trainSeconds: training.trainSeconds,
      passes: training.passes,
      peakMb: training.peakMb,
      modelBytes: modelBytes.length,
      ...(judged && { latencyMs: judged.latencyMs }),
    },
    ...(judged && { verdict: verdictOf(judged.verdict) }),
    artifacts,
  };
}

function metricsOf(
  { models }: Evaluation,
  rmseTrain: number,
  verdict: Verdict | undefined,
): RunRecord['metrics'] {
  const { [CANDIDATE]: candidate, [CHAMPION]: champion, [ANCHOR]: _, ...others } = models;
  const { rmse, mae, r2, bias } = candidate!.metrics;
  const comparison = verdict?.comparison;
  return {
    rmse: { train: rmseTrain, holdout: rmse },
    mae,
    r2: Number.isFinite(r2) ? r2 : null,
    bias,
    baselines: Object.fromEntries(Object.entries(others).map(([name, { metrics }]) => [name, metrics.rmse])),
    ...(champion?.version !== undefined && {
      champion: { version: champion.version, rmse: champion.metrics.rmse },
    }),
    ...(comparison && {
      difference: { value: comparison.difference, lower: comparison.lower, upper: comparison.upper },
    }),
  };
}

const dataOf =
  (role: 'train' | 'holdout') =>
  ({ period, sha256, rows, bytes = 0 }: DataFile) => ({ role, period, sha256, rows, bytes });

function verdictOf(verdict: Verdict): NonNullable<RunRecord['verdict']> {
  const { kind, reasons } = verdict;
  return { kind, ...(kind === 'promote' && { basis: verdict.basis }), reasons };
}
