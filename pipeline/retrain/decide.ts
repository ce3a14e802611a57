import type { Contract } from '../contract/schema.ts';
import { plural } from '../report/format.ts';

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
}

const MS_PER_DAY = 86_400_000;

/** Decides whether to train, by new data and by the champion's age. Every reason for it is given. */
export function decide(facts: RetrainFacts): Decision {
  const { policy, newPeriods, newestLocked, champion, asked } = facts;
  const isNew = newPeriods.length > 0 ? `New data: ${newPeriods.join(', ')}.` : undefined;
  const ageDays = champion && daysBetween(champion.publishedAt, facts.today);
  const maxAgeDays = policy?.max_age_days ?? Number.POSITIVE_INFINITY;
  const [first, ...others] = [
    asked ? 'It was asked for.' : undefined,
    (policy?.new_data ?? true) ? isNew : undefined,
    champion === undefined ? 'There is no champion yet.' : undefined,
    ageDays !== undefined && ageDays > maxAgeDays
      ? `The champion ${champion!.version} is ${plural(ageDays, 'day')} old; retrain.max_age_days is ${maxAgeDays}.`
      : undefined,
  ].filter((reason) => reason !== undefined);
  if (first !== undefined) return { kind: 'retrain', reasons: [first, ...others] };
  if (isNew === undefined)
    return { kind: 'wait', reasons: [`No new month: ${newestLocked} is the newest there is.`] };
  return { kind: 'wait', reasons: [`${isNew} By retrain.new_data that is no reason to train yet.`] };
}

/** Whole days from a moment to a day. */
export function daysBetween(from: string, today: string): number {
  return Math.floor((Date.parse(today) - Date.parse(from.slice(0, 10))) / MS_PER_DAY);
}
