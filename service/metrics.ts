import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import { type ScoringWarning, WARNING_KINDS } from '../pipeline/predict/scoring-warning.ts';
import type { ColumnShift } from '../pipeline/validate/compare-profiles.ts';
import { FixedHistogram } from './fixed-histogram.ts';
import type { Lineup } from './lineup.ts';

/** What the metrics ask when they are scraped. */
export interface MetricSources {
  readonly nowMs: () => number;
  readonly lineup: () => Lineup;
  readonly shifts: () => readonly ColumnShift[];
  readonly droppedLines: () => number;
  readonly isReady: () => boolean;
  /** Whether the registry asks for what cannot be served. */
  readonly isBroken: () => boolean;
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Steps over the range of the target. */
const PREDICTION_STEPS = 20;

/** Answers of every route that alerts ask for. */
const STATUSES = [200, 500, 503];

/**
 * Everything that Prometheus is told. What is counted begins at 0: of a series that begins at 600, Prometheus does not see
 * the first 600.
 */
export class Metrics {
  readonly registry = new Registry();
  /** Answers by route and status; handed to prom-client when it is asked, which counts slower than a ride is scored. */
  readonly #answers = new Map<string, Map<number, number>>();
  readonly #durations: FixedHistogram;
  readonly #predictions: FixedHistogram;
  readonly #warnings: Counter<'kind'>;
  readonly #feedback: Counter;
  readonly #reloads: Counter<'result'>;
  readonly #shadowFailures: Counter;

  constructor(sources: MetricSources) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    const answers = this.#answers;
    new Counter({
      name: 'ratchet_requests_total',
      help: 'Requests by route and status',
      labelNames: ['route', 'status'],
      registers,
      collect() {
        this.reset();
        for (const [route, counts] of answers)
          for (const [status, count] of counts) this.inc({ route, status }, count);
      },
    });
    this.#durations = new FixedHistogram(
      'ratchet_request_duration_seconds',
      'Time from the head of a request to the end of its answer',
      SECONDS,
    );
    this.#predictions = new FixedHistogram(
      'ratchet_prediction',
      "Predictions, in the target's unit",
      stepsOf(sources.lineup()),
    );
    for (const histogram of [this.#durations, this.#predictions])
      this.registry.registerMetric(histogram as unknown as Metric);
    this.#warnings = new Counter({
      name: 'ratchet_warnings_total',
      help: 'Predictions with a warning of a kind',
      labelNames: ['kind'],
      registers,
    });
    for (const kind of WARNING_KINDS) this.#warnings.inc({ kind }, 0);
    this.#feedback = new Counter({
      name: 'ratchet_feedback_total',
      help: 'Feedback that was taken',
      registers,
    });
    this.#reloads = new Counter({
      name: 'ratchet_reloads_total',
      help: 'Times the registry was read: switched, or kept because something was broken',
      labelNames: ['result'],
      registers,
    });
    this.#shadowFailures = new Counter({
      name: 'ratchet_shadow_failures_total',
      help: 'Rides that the challenger could not score in the shadow',
      registers,
    });
    for (const result of ['switched', 'kept']) this.#reloads.inc({ result }, 0);
    this.inService(sources.lineup());
    gauges(registers, sources);
  }

  /** Begins to count a route. */
  watch(route: string): void {
    this.#countsOf(route);
  }

  answered(route: string, status: number, seconds: number): void {
    const counts = this.#countsOf(route);
    counts.set(status, (counts.get(status) ?? 0) + 1);
    this.#durations.series(route, () => ({ route })).observe(seconds);
  }

  #countsOf(route: string): Map<number, number> {
    let counts = this.#answers.get(route);
    if (!counts) {
      counts = new Map(STATUSES.map((status) => [status, 0]));
      this.#answers.set(route, counts);
    }
    return counts;
  }

  predicted(variant: string, version: string, prediction: number, warnings: readonly ScoringWarning[]): void {
    this.#predictionsOf(variant, version).observe(prediction);
    for (const { kind } of warnings) this.#warnings.inc({ kind });
  }

  #predictionsOf(variant: string, version: string) {
    return this.#predictions.series(`${variant} ${version}`, () => ({ variant, version }));
  }

  feedback(): void {
    this.#feedback.inc();
  }

  reloaded(result: 'switched' | 'kept'): void {
    this.#reloads.inc({ result });
  }

  /** Begins to count the predictions of those that answer. */
  inService({ champion, trial }: Lineup): void {
    for (const { variant, served } of trial ? [champion, trial.challenger] : [champion])
      this.#predictionsOf(variant, served.published.version);
  }

  shadowFailed(): void {
    this.#shadowFailures.inc();
  }
}

function stepsOf({ champion }: Lineup): number[] {
  const [low, high] = champion.served.published.model.target.keep;
  return Array.from({ length: PREDICTION_STEPS + 1 }, (_, i) => low + ((high - low) * i) / PREDICTION_STEPS);
}

/** What is asked for rather than counted. */
function gauges(
  registers: Registry[],
  { nowMs, lineup, shifts, droppedLines, isReady, isBroken }: MetricSources,
): void {
  const players = () => {
    const { champion, trial } = lineup();
    return trial ? [champion, trial.challenger] : [champion];
  };
  new Gauge({
    name: 'ratchet_model_info',
    help: 'Versions in service',
    labelNames: ['model', 'version', 'digest', 'variant'],
    registers,
    collect() {
      this.reset();
      for (const { variant, served } of players()) {
        const { model, version, digest } = served.published;
        this.set({ model: model.name, version, digest, variant }, 1);
      }
    },
  });
  new Gauge({
    name: 'ratchet_model_age_seconds',
    help: 'Time since a version in service was published',
    labelNames: ['variant'],
    registers,
    collect() {
      this.reset();
      for (const { variant, served } of players())
        this.set({ variant }, (nowMs() - Date.parse(served.published.manifest.publishedAt)) / 1000);
    },
  });
  new Gauge({
    name: 'ratchet_input_psi',
    help: 'Population stability index of the last rides against training; below 0.1 stable, above 0.2 shifted',
    labelNames: ['input'],
    registers,
    collect() {
      this.reset();
      for (const { column, psi } of shifts()) this.set({ input: column }, psi);
    },
  });
  new Counter({
    name: 'ratchet_log_dropped_lines_total',
    help: 'Lines of the prediction log that found no room or could not be written',
    registers,
    collect() {
      this.reset();
      this.inc(droppedLines());
    },
  });
  new Gauge({
    name: 'ratchet_registry_broken',
    help: '1 while the registry or the rollout asks for a version that cannot be served',
    registers,
    collect() {
      this.set(isBroken() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'ratchet_ready',
    help: '1 while requests are wanted',
    registers,
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
}
