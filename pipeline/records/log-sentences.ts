import { decimal, list } from '../report/format.ts';
import type { IncidentRecord } from './incident-record.ts';
import type { MonthRecord } from './month-record.ts';

/** What monitoring made of a month, and what was decided on it. */
export function monthSentence(month: MonthRecord, unit: string): string {
  const { period, version, verdict, rmse, decision } = month;
  const by = version === null ? '' : ` with ${version}`;
  const error =
    rmse === null
      ? ''
      : ` RMSE ${decimal(rmse.live)} ${unit}, where a baseline fitted on that month errs by ${decimal(rmse.baseline)}.`;
  const found = verdict.kind === 'healthy' ? '' : ` It is an alarm for ${list(verdict.causes)}.`;
  const decided = decision && ` It was decided to ${decision.kind}: ${decision.reasons.join(' ')}`;
  return `${period} was watched${by}: ${verdict.reasons[0]}${found}${error}${decided ?? ''}`;
}

/** What became of an incident. */
export function incidentSentence({ kind, event, number, title, answeredBy }: IncidentRecord): string {
  const words = { opened: 'was opened', updated: 'still stands', closed: 'was closed' };
  const answer = answeredBy === undefined ? '' : ` It is answered by ${answeredBy}.`;
  return `The incident #${number} about ${kind} ${words[event]}: ${title}.${answer}`;
}
