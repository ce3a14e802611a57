import { type Contestant, evaluate } from '../../pipeline/evaluate/evaluate.ts';
import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import { rmseOver } from '../../pipeline/evaluate/rmse-over.ts';
import { gate } from '../../pipeline/gate/gate.ts';
import type { ChampionFacts, GateInput, ValidationSummary } from '../../pipeline/gate/gate-input.ts';
import type { GuardedPart } from '../../pipeline/gate/guarded-changes.ts';
import type { Verdict } from '../../pipeline/gate/verdict.ts';
import type { Model } from '../../pipeline/model/model.ts';
import { countAttempts, type KnownRuns } from '../../pipeline/publish/count-attempts.ts';
import { rolledBackDigests } from '../../pipeline/publish/registry-state.ts';
import { createExecutor } from '../executor.ts';
import type { ModelFolder } from '../model-folder.ts';
import { readLocalRecords } from '../records/local-records.ts';
import type { Candidate } from './candidate.ts';
import { type IngestedPeriod, ingestPeriod, knownPeriods } from './ingest-period.ts';
import { measureLatency } from './measure-latency.ts';
import { type PublishedVersion, readAnchor, readChampion, readRegistry } from './published.ts';
import { categoriesOf } from './train-model.ts';
import type { Workspace } from './workspace.ts';

/** Names of the rows of a comparison. */
export const [CANDIDATE, CHAMPION, ANCHOR, MEAN] = ['candidate', 'champion', 'anchor', 'mean'] as const;

export interface Judgement {
  readonly evaluation: Evaluation;
  readonly verdict: Verdict;
  readonly champion: PublishedVersion | undefined;
  readonly latencyMs: number;
}

/** Whose champion a candidate is judged against, and what it changed of what it is judged by. */
export interface Bench {
  /** The folder whose registry counts: that of the base branch. */
  readonly published: ModelFolder;
  readonly changes: readonly GuardedPart[];
  /** What records tell of candidates that were judged before; those of the clone where left out. */
  readonly runs?: KnownRuns | undefined;
}

/**
 * Scores a candidate beside champion, mean and comparisons on the same rows, and asks the gate. The contract that
 * judges is the workspace's.
 */
export async function judgeCandidate(
  workspace: Workspace,
  candidate: Candidate,
  holdout: readonly IngestedPeriod[],
  { published, changes, runs }: Bench = { published: workspace.folder, changes: [] },
): Promise<Judgement> {
  const { contract } = workspace.folder;
  const champion = readChampion(published);
  const anchor = readAnchor(published);
  const rivals = [
    ...(champion ? [versionContestant(CHAMPION, champion)] : []),
    ...(anchor && anchor.version !== champion?.version ? [versionContestant(ANCHOR, anchor)] : []),
  ];
  const evaluation = await withErrorAtStart(
    workspace,
    candidate.model,
    holdout,
    await evaluateCandidate(workspace, candidate, holdout, rivals),
  );
  const latencyMs = measureLatency(candidate.model);
  const events = readRegistry(published);
  const { digest, training, filteredShare } = candidate.training;
  const anchorSums = evaluation.total.sse[ANCHOR] ?? (anchor && evaluation.total.sse[CHAMPION]);
  const input: GateInput = {
    policy: contract.gate,
    evaluation,
    validation: candidate.validation.map((report) => summaryOf(report, holdout)),
    holdout: holdout.map(dataRef),
    candidate: {
      digest,
      modelBytes: candidate.modelBytes.length,
      latencyMs,
      trainedOn: training,
      filteredShare,
    },
    champion: champion && (await championFacts(workspace, champion, anchor?.digest ?? champion.digest)),
    anchor: anchor &&
      anchorSums && {
        version: anchor.version,
        digest: anchor.digest,
        trainedOn: anchor.manifest.data.training,
        sse: anchorSums,
      },
    // From the contract that judges: a candidate cannot drop one.
    baselines: [
      MEAN,
      ...Object.keys(contract.comparisons).filter((name) => name !== candidate.training.recipe),
    ],
    attempts: countAttempts(
      events,
      { digest, periods: evaluation.periods },
      runs ?? readLocalRecords(workspace.root, workspace.folder.name, 'runs'),
    ),
    rolledBackDigests: rolledBackDigests(events),
    changes,
  };
  return { evaluation, verdict: gate(input), champion, latencyMs };
}

/** Scores a candidate, its rivals, the mean and the comparison recipes. */
export async function evaluateCandidate(
  workspace: Workspace,
  { model, training, comparisons }: Pick<Candidate, 'model' | 'training' | 'comparisons'>,
  holdout: readonly IngestedPeriod[],
  rivals: readonly Contestant[] = [],
): Promise<Evaluation> {
  const { periods } = model;
  return evaluateContestants(workspace, holdout, [
    { name: CANDIDATE, scored: { model }, digest: training.digest, periods },
    ...rivals,
    { name: MEAN, scored: { constant: training.targetMean }, periods },
    ...Object.entries(comparisons).map(([name, model]) => ({ name, scored: { model }, periods })),
  ]);
}

/** Scores contestants on some periods by the rules of the workspace's contract; the first is the one in question. */
export async function evaluateContestants(
  { folder, pool }: Workspace,
  holdout: readonly IngestedPeriod[],
  contestants: readonly Contestant[],
): Promise<Evaluation> {
  const { contract, tables, contractDigest } = folder;
  const data = holdout.map((period) => period.data);
  return evaluate(
    {
      contract,
      contestants,
      periods: data.map(({ period }) => period),
      rows: data.reduce((sum, { rows }) => sum + rows, 0),
      filtered: data.reduce((sum, { filtered }) => sum + filtered, 0),
      features: { categories: categoriesOf(folder, data), tables },
      inputs: {
        contract: contractDigest,
        ...Object.fromEntries(data.map(({ period, source }) => [period, source.sha256])),
      },
    },
    createExecutor(pool, data),
  );
}

/** Adds the error that the model has before the ride, with the distance that its geometry expects. */
async function withErrorAtStart(
  { folder, pool }: Workspace,
  model: Model,
  holdout: readonly IngestedPeriod[],
  evaluation: Evaluation,
): Promise<Evaluation> {
  const { contract } = folder;
  const column = contract.features.geometry?.column;
  if (column === undefined || !model.state.geometry) return evaluation;
  const runRound = createExecutor(
    pool,
    holdout.map(({ data }) => data),
  );
  return { ...evaluation, rmseAtStart: await rmseOver(model, contract, runRound, column) };
}

const versionContestant = (name: string, { model, digest, version }: PublishedVersion): Contestant => ({
  name,
  scored: { model },
  digest,
  version,
  periods: model.periods,
});

const dataRef = ({ period, month }: IngestedPeriod) => ({ period, sha256: month.sha256 });

function summaryOf(
  { period, ok, violations }: Candidate['validation'][number],
  holdout: readonly IngestedPeriod[],
): ValidationSummary {
  const role = holdout.some((judging) => judging.period === period) ? 'holdout' : 'training';
  return {
    period,
    role,
    ok,
    errors: violations.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  };
}

/** What the champion's papers say, and its recorded figure measured again where its holdout is at hand. */
async function championFacts(
  workspace: Workspace,
  { version, digest, manifest, metrics, model }: PublishedVersion,
  anchorDigest: string,
): Promise<ChampionFacts> {
  const { periods, rows, models } = metrics.evaluation;
  const recorded = { periods, rows, rmse: models[CANDIDATE]!.metrics.rmse };
  const facts = {
    version,
    digest,
    anchorDigest,
    trainedOn: manifest.data.training,
    filteredShare: manifest.filteredShare,
    recorded,
  };
  const known = knownPeriods(workspace);
  if (!periods.every((period) => known.includes(period))) return facts;
  // On the rows that its own row filter kept: the contract may have another by now.
  const contract = { ...workspace.folder.contract, target: model.target };
  const own = { ...workspace, folder: { ...workspace.folder, contract } };
  const again = [];
  for (const period of periods) again.push((await ingestPeriod(own, period)).data);
  const rmse = await rmseOver(model, contract, createExecutor(workspace.pool, again));
  return { ...facts, rescored: { rows: again.reduce((sum, { rows }) => sum + rows, 0), rmse } };
}
