import {
  type InvalidMonth,
  invalidMonthsText,
  type RepublishedMonth,
  republishedMonthsText,
} from '../../pipeline/report/incident-text.ts';
import type { GitHub } from '../github/client.ts';
import { closeIssue, type MarkedIssue, openIssue } from '../github/marked-issue.ts';
import { markerOf } from '../github/marker.ts';

export interface DataIncidents {
  readonly invalid: readonly InvalidMonth[];
  readonly republished: readonly RepublishedMonth[];
}

/**
 * Opens, updates or closes the two incidents that a model's data may have.
 *
 * @param lookedAtAll whether that nothing is wrong means that nothing is wrong any more
 * @returns the issues that are open now
 */
export async function tellIncidents(
  github: GitHub,
  model: string,
  { invalid, republished }: DataIncidents,
  { runUrl, lookedAtAll }: { readonly runUrl: string; readonly lookedAtAll: boolean },
): Promise<MarkedIssue[]> {
  const incidents = [
    {
      marker: markerOf('incident-data', model),
      text: invalid.length > 0 ? invalidMonthsText(model, invalid, runUrl) : undefined,
    },
    {
      marker: markerOf('incident-republished', model),
      text: republished.length > 0 ? republishedMonthsText(model, republished, runUrl) : undefined,
    },
  ];
  const open: MarkedIssue[] = [];
  for (const { marker, text } of incidents) {
    if (text !== undefined) open.push(await openIssue(github, marker, text));
    else if (lookedAtAll)
      await closeIssue(github, marker, `[This run](${runUrl}) found nothing wrong any more.`);
  }
  return open;
}
