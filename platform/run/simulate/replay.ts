import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../../pipeline/contract/schema.ts';
import type { Verdict } from '../../../pipeline/gate/verdict.ts';
import { periodBounds } from '../../../pipeline/ingest/period.ts';
import type { Model } from '../../../pipeline/model/model.ts';
import type { MonitorReport } from '../../../pipeline/monitor/monitor-report.ts';
import { decide } from '../../../pipeline/retrain/decide.ts';
import { brokenReason, type WatchedMonth, watchedMonth } from '../../../pipeline/retrain/history.ts';
import type { Replay, SimulatedMonth } from '../../../pipeline/simulate/simulation.ts';
import { totalsOf } from '../../../pipeline/simulate/simulation.ts';
import type { Candidate } from '../candidate.ts';
import { type IngestedPeriod, ingestPeriod } from '../ingest-period.ts';
import { evaluateContestants } from '../judge-candidate.ts';
import { judgeAndReport } from '../main-job.ts';
import { monitorMonth } from '../monitor/monitor-month.ts';
import { planCandidatePublication, writePublication } from '../publish-candidate.ts';
import { readChampion, registryPath } from '../published.ts';
import { trainCandidate } from '../train-candidate.ts';
import { validatePeriods } from '../validate-periods.ts';
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
  /** Months that came, in order, and those of them that nothing is learnt from. */
  readonly #known: string[] = [];
  readonly #broken = new Set<string>();
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
    const report = live && (await this.#watch(stage, ingested));
    const [validation] = validatePeriods(stage, [ingested]);
    const watched = report && watchedMonth(report);
    if (!validation!.ok || (watched && brokenReason(watched) !== undefined)) this.#broken.add(period);
    if (watched) this.#history.push(watched);

    const usable = this.#known.filter((known) => !this.#broken.has(known));
    const window = usable.slice(-stage.folder.contract.window.max_periods);
    const decision = this.#decide(stage, period, window);
    const trained = decision.kind === 'retrain' ? await this.#retrain(stage, window, ingested) : undefined;
    if (trained && watched) this.#history[this.#history.length - 1] = { ...watched, trained: true };
    await this.#retrainAlways(stage);
    this.#known.push(period);
    const after = readChampion(stage.folder);
    this.#first ??= after?.model;
    return {
      month: period,
      rows: ingested.data.source.rows,
      injected: [...(this.#request.injected.get(period) ?? [])],
      monitor: report ? summaryOf(report) : null,
      decision: { kind: decision.kind, reasons: [...decision.reasons] },
      trainedOn: trained ? window : null,
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

  async #watch(stage: Workspace, current: IngestedPeriod): Promise<MonitorReport> {
    const scored = readChampion(stage.folder)!;
    const ingest = async (periods: readonly string[]) => {
      const months: IngestedPeriod[] = [];
      for (const period of periods) months.push(await ingestPeriod(stage, period));
      return months;
    };
    return monitorMonth(stage, {
      reference: { months: await ingest(scored.model.periods) },
      current,
      scored,
      judged: await ingest(scored.metrics.evaluation.periods),
    });
  }

  #decide(stage: Workspace, period: string, window: readonly string[]) {
    const champion = readChampion(stage.folder);
    const isBroken = this.#broken.has(period);
    if (window.length === 0)
      return { kind: 'wait' as const, reasons: ['There is no month before it to train on.'] as const };
    if (isBroken && !champion)
      return { kind: 'wait' as const, reasons: [`${period} is broken, and judges nothing.`] as const };
    const newestSeen = champion?.model.periods.at(-1) ?? '';
    return decide({
      policy: this.#request.policy,
      newPeriods: isBroken ? [] : [period],
      newestLocked: this.#known.at(-1) ?? period,
      champion: champion && { version: champion.version, publishedAt: champion.manifest.publishedAt },
      today: stage.today,
      asked: false,
      history: this.#history,
      unseen: window.filter((month) => month > newestSeen),
    });
  }

  /** Trains, judges, and publishes what the gate promotes. */
  async #retrain(
    stage: Workspace,
    window: readonly string[],
    holdout: IngestedPeriod,
  ): Promise<SimulatedMonth['verdict']> {
    this.trainings.live++;
    if (this.#first === undefined) this.trainings.never++;
    const fitted = await this.#fit(stage, window);
    const months: IngestedPeriod[] = [];
    for (const period of window) months.push(await ingestPeriod(stage, period));
    const candidate = { ...fitted, validation: validatePeriods(stage, [...months, holdout]) };
    const { verdict } = await judgeAndReport(stage, candidate, months, [holdout]);
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
      const periods: IngestedPeriod[] = [];
      for (const period of window) periods.push(await ingestPeriod(stage, period));
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
    columns: columns.slice(0, 3).map(({ name, impactMin }) => ({ name, impactMin })),
    decay: decay && { excess: decay.excess, lower: decay.lower, upper: decay.upper },
  };
}

const wordsOf = ({ kind, reasons, rules }: Verdict): SimulatedMonth['verdict'] => ({
  kind,
  reasons,
  failed: rules.filter(({ outcome }) => outcome !== 'pass'),
});
