import type { Variant } from './rollout.ts';

/** What is summed of the predictions of one key, or of one day. */
export interface TrialSums {
  /** Predictions that are old enough to count. */
  predictions: number;
  /** Those of them whose truth is known. */
  labelled: number;
  /** Squared errors of the version that answered, in squared units of the target. */
  loss: number;
  /** Those of the challenger in the shadow. */
  shadowLoss: number;
}

export type SumsByGroup = ReadonlyMap<string, Readonly<TrialSums>>;

/** A trial's sums, twice: predictions of one key hang together, and so do those of one day. */
export interface TrialCounts {
  readonly byKey: Readonly<Record<Variant, SumsByGroup>>;
  readonly byDay: Readonly<Record<Variant, SumsByGroup>>;
}

export const noSums = (): TrialSums => ({ predictions: 0, labelled: 0, loss: 0, shadowLoss: 0 });

export function totalOf(groups: SumsByGroup): TrialSums {
  const total = noSums();
  for (const sums of groups.values()) {
    total.predictions += sums.predictions;
    total.labelled += sums.labelled;
    total.loss += sums.loss;
    total.shadowLoss += sums.shadowLoss;
  }
  return total;
}
