import type { Contract } from '../contract/schema.ts';
import type { WatchedMonth } from './history.ts';

/** Whether to train, and why. */
export type Decision =
  | { readonly kind: 'retrain'; readonly reasons: readonly [string, ...string[]] }
  | { readonly kind: 'wait'; readonly reasons: readonly [string, ...string[]] };

export interface RetrainFacts {
  readonly policy: Contract['retrain'];
  /** Months that the lock does not know yet, fetched and valid, in order. */
  readonly newPeriods: readonly string[];
  /** The newest month that the lock knows. */
  readonly newestLocked: string;
  /** The model in production, and when it was published, ISO 8601. */
  readonly champion: { readonly version: string; readonly publishedAt: string } | undefined;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
  /** Whether a person asked for it. */
  readonly asked: boolean;
  /** Months since the first, as they were watched, in order; left out where none is watched. */
  readonly history?: readonly WatchedMonth[];
  /** Months that the champion was not trained on, newer than those that it was. */
  readonly unseen?: readonly string[];
}
