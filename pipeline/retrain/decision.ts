import type { Contract } from '../contract/schema.ts';
import type { DecidedMonth } from './history.ts';

/** Whether to train, and why. */
export type Decision =
  | { readonly kind: 'retrain'; readonly reasons: readonly [string, ...string[]] }
  | { readonly kind: 'wait'; readonly reasons: readonly [string, ...string[]] };

export const retrain = (first: string, ...others: readonly string[]): Decision => ({
  kind: 'retrain',
  reasons: [first, ...others],
});

export const wait = (first: string, ...others: readonly string[]): Decision => ({
  kind: 'wait',
  reasons: [first, ...others],
});

export interface RetrainFacts {
  readonly policy: Contract['retrain'];
  /** Months that the lock does not know yet, and that are not broken, in order. */
  readonly newPeriods: readonly string[];
  /** The newest month that there is. */
  readonly newest: string;
  /** The model in production, and when it was published, ISO 8601. */
  readonly champion: { readonly version: string; readonly publishedAt: string } | undefined;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
  /** Whether a person asked for it. */
  readonly asked: boolean;
  /** Months as they were watched, in order. */
  readonly history: readonly DecidedMonth[];
  /** Months to train on that the champion was not trained on, newer than those that it was. */
  readonly unseen: readonly string[];
  /** Whether a candidate was judged already on the month that would judge now. */
  readonly answered: boolean;
}
