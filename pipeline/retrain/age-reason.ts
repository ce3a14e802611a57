import { plural } from '../report/format.ts';
import type { RetrainFacts } from './decision.ts';

const MS_PER_DAY = 86_400_000;

/** That the champion is older than it may be; undefined where it is not. */
export function ageReason({ policy, champion, today }: RetrainFacts): string | undefined {
  const maxAgeDays = policy?.max_age_days;
  if (champion === undefined || maxAgeDays === undefined) return undefined;
  const ageDays = daysBetween(champion.publishedAt, today);
  if (ageDays <= maxAgeDays) return undefined;
  return `The champion ${champion.version} is ${plural(ageDays, 'day')} old; retrain.max_age_days is ${maxAgeDays}.`;
}

/** Whole days from a moment to a day. */
export function daysBetween(from: string, today: string): number {
  return Math.floor((Date.parse(today) - Date.parse(from.slice(0, 10))) / MS_PER_DAY);
}
