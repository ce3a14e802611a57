import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../../pipeline/contract/schema.ts';
import type { Verdict } from '../../../pipeline/gate/verdict.ts';
import { periodBounds } from '../../../pipeline/ingest/period.ts';
import type { Model } from '../../../pipeline/model/model.ts';
import type { MonitorReport } from '../../../pipeline/monitor/monitor-report.ts';
import type { InvalidMonth } from '../../../pipeline/monitor/watch.ts';
import { type WatchedMonth, watchedMonth } from '../../../pipeline/retrain/history.ts';
import { planTraining, type TrainingPlan } from '../../../pipeline/retrain/plan-training.ts';
import type { Replay, SimulatedMonth } from '../../../pipeline/simulate/simulation.ts';
import { totalsOf } from '../../../pipeline/simulate/simulation.ts';
import type { Candidate } from '../candidate.ts';
import { type IngestedPeriod, ingestAll, ingestPeriod } from '../ingest-period.ts';
import { evaluateContestants } from '../judge-candidate.ts';
import { judgeAndReport } from '../main-job.ts';
import { watchMonth } from '../monitor/watch-month.ts';
import { planCandidatePublication, writePublication } from '../publish-candidate.ts';
import { championFacts, type PublishedVersion, readChampion, registryPath } from '../published.ts';
import { trainCandidate } from '../train-candidate.ts';
import { invalidOf, validatePeriods } from '../validate-periods.ts';
import type { Workspace } from '../workspace.ts';

export interface ReplayRequest {
  readonly name: string;
  readonly policy: Contract['retrain'];
  readonly months: readonly string[];
  /** Faults as they were asked for, by month. */
  readonly injected: ReadonlyMap<string, readonly string[]>;
}

/** Days after a month's end on which it is published. */
const PUBLISHED_AFTER_DAYS = 45;
const DAY_MS = 86_400_000;

/** Models by the months that they were trained on: what the strategies and policies share is fitted once. */
export type Fits = Map<string, Promise<Candidate>>;

/**
 * Replays the loop month by month: a month is scored by the version that was live before it came, then watched, and then
 * it is decided whether to train, by the very stages that work on GitHub.
 */
export async function replay(stage: Workspace, request: ReplayRequest, fits: Fits): Promise<Replay> {
  const { folder } = stage;
  rmSync(join(folder.dir, 'versions'), { recursive: true, force: true });
  rmSync(registryPath(folder), { force: true });
  const run = new Run(stage, request, fits);
  const months: SimulatedMonth[] = [];
  for (const period of request.months) months.push(await run.month(period));
  return { policy: request.name, months, totals: totalsOf(months, run.trainings) };
}

class Run {
  readonly trainings = { live: 0, never: 0, always: 0 };
  readonly #stage: Workspace;
  readonly #request: ReplayRequest;
  readonly #fits: Fits;
  readonly #history: WatchedMonth[] = [];
  /** Months that came, in order; those that no champion watched and that break the contract; those that judged. */
  readonly #known: string[] = [];
  readonly #invalid: InvalidMonth[] = [];
  readonly #judged = new Set<string>();
  #first: Model | undefined;
  #newest: Model | undefined;

  constructor(stage: Workspace, request: ReplayRequest, fits: Fits) {
    this.#stage = stage;
    this.#request = request;
    this.#fits = fits;
  }

  async month(period: string): Promise<SimulatedMonth> {
    const stage = this.#at(period);
    const ingested = await ingestPeriod(stage, period);
    const live = readChampion(stage.folder);
    const rmse = await this.#score(stage, ingested, live?.model);
    const report = live && (await watchMonth(stage, live, ingested)).report;
    if (report) this.#history.push(watchedMonth(report));
    else this.#invalid.push(...invalidOf(validatePeriods(stage, [ingested])));
    await this.#retrainAlways(stage);
    this.#known.push(period);

    const plan = this.#plan(stage, period, live);
    const { decision } = plan;
    const trained = decision.kind === 'retrain' ? await this.#retrain(stage, plan) : undefined;
    const after = readChampion(stage.folder);
    this.#first ??= after?.model;
    return {
      month: period,
      rows: ingested.data.source.rows,
      injected: [...(this.#request.injected.get(period) ?? [])],
      monitor: report ? summaryOf(report) : null,
      decision: { kind: decision.kind, reasons: [...decision.reasons] },
      trainedOn: trained ? [...plan.train] : null,
      verdict: trained ?? null,
      scoredBy: live?.version ?? null,
      liveVersion: after?.version ?? null,
      rmse,
    };
  }

  /** The workspace on the day that a month is published. */
  #at(period: string): Workspace {
    const published = periodBounds(period)[1] + PUBLISHED_AFTER_DAYS * DAY_MS;
    return { ...this.#stage, today: new Date(published).toISOString().slice(0, 10) };
  }

  async #score(
    stage: Workspace,
    month: IngestedPeriod,
    live: Model | undefined,
  ): Promise<SimulatedMonth['rmse']> {
    const models = { live, never: this.#first, always: this.#newest };
    const known = Object.entries(models).flatMap(([name, model]) => (model ? [{ name, model }] : []));
    if (known.length === 0 || month.data.rows === 0) return { live: null, never: null, always: null };
    const contestants = known.map(({ name, model }) => ({ name, scored: { model }, periods: model.periods }));
    const { models: scored } = await evaluateContestants(stage, [month], contestants);
    const of = (name: string) => scored[name]?.metrics.rmse ?? null;
    return { live: of('live'), never: of('never'), always: of('always') };
  }

  #plan(stage: Workspace, period: string, live: PublishedVersion | undefined): TrainingPlan {
    return planTraining({
      policy: this.#request.policy,
      window: stage.folder.contract.window,
      today: stage.today,
      asked: false,
      known: this.#known,
      fresh: [period],
      invalid: this.#invalid,
      history: this.#history,
      judged: this.#judged,
      champion: live && championFacts(live),
    });
  }

  /** Trains, judges, and publishes what the gate promotes. */
  async #retrain(stage: Workspace, { train, holdout }: TrainingPlan): Promise<SimulatedMonth['verdict']> {
    this.trainings.live++;
    if (this.#first === undefined) this.trainings.never++;
    const fitted = await this.#fit(stage, train);
    const [months, judging] = [await ingestAll(stage, train), await ingestAll(stage, holdout)];
    const candidate = { ...fitted, validation: validatePeriods(stage, [...months, ...judging]) };
    const { verdict } = await judgeAndReport(stage, candidate, months, judging);
    if (verdict.kind !== 'undecided') this.#judged.add(holdout.at(-1)!);
    if (verdict.kind === 'promote')
      writePublication(stage, planCandidatePublication(stage, { at: `${stage.today}T00:00:00.000Z` }));
    return wordsOf(verdict);
  }

  /** What retraining on every month, whatever it is like, has live after this one. */
  async #retrainAlways(stage: Workspace): Promise<void> {
    const window = this.#known.slice(-stage.folder.contract.window.max_periods);
    if (window.length === 0) return;
    this.trainings.always++;
    this.#newest = (await this.#fit(stage, window)).model;
  }

  #fit(stage: Workspace, window: readonly string[]): Promise<Candidate> {
    const key = window.join();
    const known = this.#fits.get(key);
    if (known) return known;
    const fit = (async () => {
      const periods = await ingestAll(stage, window);
      return trainCandidate(stage, { periods, validation: [] });
    })();
    this.#fits.set(key, fit);
    return fit;
  }
}

function summaryOf({ verdict, columns, decay }: MonitorReport): SimulatedMonth['monitor'] {
  return {
    kind: verdict.kind,
    causes: verdict.causes,
    reasons: verdict.reasons,
    columns: columns.slice(0, 3).map(({ name, impact }) => ({ name, impact })),
    decay: decay && { excess: decay.excess, lower: decay.lower, upper: decay.upper },
  };
}

const wordsOf = ({ kind, reasons, rules }: Verdict): SimulatedMonth['verdict'] => ({
  kind,
  reasons,
  failed: rules.filter(({ outcome }) => outcome !== 'pass'),
});
