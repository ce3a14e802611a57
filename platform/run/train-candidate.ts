import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import { type Contestant, evaluate } from '../../pipeline/evaluate/evaluate.ts';
import { rmseOver } from '../../pipeline/evaluate/rmse-over.ts';
import { digestOf } from '../../pipeline/digest/digest.ts';
import type { Trained } from '../../pipeline/train/train.ts';
import { createExecutor } from '../executor.ts';
import type { PreparedData } from '../prepare-partition.ts';
import { categoriesOf, MAIN_RECIPE, trainModel } from './train-model.ts';
import type { Workspace } from './workspace.ts';

/** Names of the rows that every comparison has. */
export const [CANDIDATE, CHAMPION, MEAN] = ['candidate', 'champion', 'mean'] as const;

export interface CandidateRequest {
  readonly recipe?: string | undefined;
  readonly train: readonly PreparedData[];
  readonly holdout: readonly PreparedData[];
  /** Further rows of the comparison: the champion, or versions to compare. */
  readonly rivals?: readonly Contestant[];
}

export interface Candidate extends Trained {
  readonly digest: string;
  readonly evaluation: Evaluation;
  readonly rmseTrain: number;
  /** Seconds that fitting took, without reading and judging. */
  readonly trainSeconds: number;
}

/** Trains a recipe and scores it on the holdout beside its rivals, the mean and the contract's comparison recipes. */
export async function trainCandidate(workspace: Workspace, { recipe = MAIN_RECIPE, train, holdout, rivals = [] }: CandidateRequest): Promise<Candidate> {
  const { folder, pool, progress } = workspace;
  const { contract } = folder;
  const task = progress.start('training', 'passes');
  const started = performance.now();
  const trained = await trainModel(folder, recipe, train, pool, (passes) => task.update(passes));
  const trainSeconds = (performance.now() - started) / 1000;
  const periods = trained.model.periods;
  const comparisons: Contestant[] = [{ name: MEAN, scored: { constant: trained.targetMean }, periods }];
  for (const name of Object.keys(contract.comparisons).filter((name) => name !== recipe)) {
    const { model } = await trainModel(folder, name, train, pool);
    comparisons.push({ name, scored: { model }, digest: digestOf(model), periods });
  }
  const digest = digestOf(trained.model);
  const rmseTrain = await rmseOver(trained.model, contract, createExecutor(pool, train));
  const candidate: Contestant = { name: CANDIDATE, scored: { model: trained.model }, digest, periods };
  const evaluation = await judge(workspace, holdout, [candidate, ...rivals, ...comparisons]);
  task.end();
  return { ...trained, digest, evaluation, rmseTrain, trainSeconds };
}

/** Scores contestants on some periods, the candidate first. */
export async function judge({ folder, pool }: Workspace, holdout: readonly PreparedData[], contestants: readonly Contestant[]): Promise<Evaluation> {
  const { contract, tables, contractDigest } = folder;
  const runRound = createExecutor(pool, holdout);
  const evaluation = await evaluate(
    {
      contract,
      contestants,
      periods: holdout.map(({ period }) => period),
      filtered: holdout.reduce((sum, { filtered }) => sum + filtered, 0),
      features: { categories: categoriesOf(folder, holdout), tables },
      inputs: { contract: contractDigest, ...Object.fromEntries(holdout.map(({ period, source }) => [period, source.sha256])) },
    },
    runRound,
  );
  const [first] = contestants;
  const column = contract.features.geometry?.column;
  if (column === undefined || !first || !('model' in first.scored) || !first.scored.model.state.geometry) return evaluation;
  return { ...evaluation, rmseAtStart: await rmseOver(first.scored.model, contract, runRound, column) };
}
