import type { MonitorReport } from '../monitor/monitor-report.ts';
import type { Stock } from '../monitor/watch.ts';
import {
  type IncidentText,
  invalidMonthsText,
  monthIncidentText,
  overdueText,
  republishedMonthsText,
} from '../report/incident-text.ts';
import { escapeMarkdown } from '../report/markdown/escape.ts';
import type { Decision } from './decision.ts';
import { brokenReason, isBreakage, watchedMonth } from './history.ts';
import { MONTH_INCIDENTS } from './month-incidents.ts';

/** How it stands with one kind of incident: what is wrong, or that nothing is any more. */
export type Standing = { readonly kind: string } & (
  | { readonly is: 'wrong'; readonly text: IncidentText }
  | { readonly is: 'over'; readonly lastWord: string }
);

export interface IncidentFacts {
  readonly model: string;
  readonly stock: Stock;
  /** On the newest month, where it was watched. */
  readonly report: MonitorReport | undefined;
  /** Why a person accepted the newest month as it is; left out where nobody did. */
  readonly accepted?: string | undefined;
  /** What this look has led to. */
  readonly decision: Decision;
  /** Address of the run that looked. */
  readonly runUrl: string;
}

/** How it stands with every kind of incident that this look can tell of; what it cannot tell of stays as it is. */
export function standingsOf(facts: IncidentFacts): Standing[] {
  const { model, stock, report, runUrl } = facts;
  const { invalid, republished, overdue } = stock;
  const lastWord = `[This run](${runUrl}) found nothing wrong any more.`;
  const standing = (kind: string, text: IncidentText | undefined): Standing =>
    text === undefined ? { kind, is: 'over', lastWord } : { kind, is: 'wrong', text };
  return [
    standing('data', invalid.length > 0 ? invalidMonthsText(model, invalid, runUrl) : undefined),
    standing(
      'republished',
      republished.length > 0 ? republishedMonthsText(model, republished, runUrl) : undefined,
    ),
    standing('overdue', overdue === null ? undefined : overdueText(model, overdue, runUrl)),
    ...(report === undefined ? [] : monthStandings(report, facts)),
  ];
}

function monthStandings(
  report: MonitorReport,
  { decision, accepted, runUrl }: Omit<IncidentFacts, 'report'>,
): Standing[] {
  const { current, verdict, decay } = report;
  const isBroken = accepted === undefined && brokenReason(watchedMonth(report)) !== undefined;
  return MONTH_INCIDENTS.flatMap((incident): Standing[] => {
    const { kind, causes, needsErrors } = incident;
    if (accepted !== undefined && isBreakage(causes)) {
      const lastWord = `${current.period} was accepted as it is: ${escapeMarkdown(accepted)}`;
      return [{ kind, is: 'over', lastWord }];
    }
    if (causes.some((cause) => verdict.causes.includes(cause)))
      return [{ kind, is: 'wrong', text: monthIncidentText(incident, report, decision, runUrl) }];
    // Of a month that is broken itself, or of errors that nobody measured, nothing is known to be well again.
    if ((isBroken && kind !== 'slice') || (needsErrors && decay === null)) return [];
    return [
      {
        kind,
        is: 'over',
        lastWord: `${current.period} is healthy in this respect, says [this run](${runUrl}).`,
      },
    ];
  });
}
