import type { FeedbackLine, PredictionLine } from './log-line.ts';
import { labelDelayMs, type Rollout, type Variant } from './rollout.ts';
import { noSums, type TrialCounts, type TrialSums } from './trial-sums.ts';

const DAY_MS = 86_400_000;

export interface TrialQuestion {
  readonly trial: string;
  readonly rollout: Rollout;
  /** Range of the target: rides outside are not judged, as they were not learnt. */
  readonly keep: readonly [number, number];
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * Joins a prediction log with its feedback: all feedback first, then all predictions. Only predictions older than the
 * label delay count, and only feedback that came within it: whatever the time of looking, the same predictions have the
 * same truth.
 */
export class TrialTally {
  /** Of the oldest prediction of the trial, in milliseconds since 1970. */
  startedMs = Number.POSITIVE_INFINITY;
  /** Predictions that are too young to count. */
  young = 0;
  readonly #question: TrialQuestion;
  readonly #actuals = new Map<string, { at: number; actual: number }>();
  readonly #byKey = { champion: new Map<string, TrialSums>(), challenger: new Map<string, TrialSums>() };
  readonly #byDay = { champion: new Map<string, TrialSums>(), challenger: new Map<string, TrialSums>() };

  constructor(question: TrialQuestion) {
    this.#question = question;
  }

  get counts(): TrialCounts {
    return { byKey: this.#byKey, byDay: this.#byDay };
  }

  /** What came first holds. */
  addFeedback({ id, at, actual }: FeedbackLine): void {
    const before = this.#actuals.get(id);
    if (!before || at < before.at) this.#actuals.set(id, { at, actual });
  }

  addPrediction({ id, at, variant, prediction, trial, key, shadow }: PredictionLine): void {
    const { rollout, keep, nowMs } = this.#question;
    if (trial !== this.#question.trial || key === undefined) return;
    if (rollout.mode === 'shadow' && shadow === undefined) return;
    this.startedMs = Math.min(this.startedMs, at);
    if (at + labelDelayMs(rollout) > nowMs) {
      this.young++;
      return;
    }
    const truth = this.#actuals.get(id);
    const isKnown = truth !== undefined && truth.at <= at + labelDelayMs(rollout);
    if (isKnown && !(truth.actual >= keep[0] && truth.actual <= keep[1])) return;
    const day = String(Math.floor(at / DAY_MS));
    for (const sums of [sumsOf(this.#byKey, variant, key), sumsOf(this.#byDay, variant, day)]) {
      sums.predictions++;
      if (!isKnown) continue;
      sums.labelled++;
      sums.loss += squared(prediction - truth.actual);
      sums.shadowLoss += squared((shadow ?? prediction) - truth.actual);
    }
  }
}

const squared = (x: number) => x * x;

function sumsOf(groups: Record<Variant, Map<string, TrialSums>>, variant: Variant, group: string): TrialSums {
  const known = groups[variant].get(group);
  if (known) return known;
  const sums = noSums();
  groups[variant].set(group, sums);
  return sums;
}
