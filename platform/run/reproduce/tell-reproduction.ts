import { type IncidentRecord, incidentRecord } from '../../../pipeline/records/incident-record.ts';
import {
  type ReproductionOutcome,
  reproductionIncident,
} from '../../../pipeline/report/reproduction-text.ts';
import type { GitHub } from '../../github/client.ts';
import { closeIssue, findIssue, openIssue } from '../../github/marked-issue.ts';
import { markerOf } from '../../github/marker.ts';

/**
 * Opens, brings up to date or closes the incident of a champion that does not come out again.
 *
 * @returns what became of it, to be recorded; undefined where there is none and none was
 */
export async function tellReproduction(
  github: GitHub,
  outcome: ReproductionOutcome,
  { at, runUrl }: { readonly at: string; readonly runUrl: string },
): Promise<IncidentRecord | undefined> {
  const { model } = outcome;
  const marker = markerOf('incident-reproduce', model);
  const found = await findIssue(github, marker);
  const text = reproductionIncident(outcome, runUrl);
  const event = (name: IncidentRecord['event'], issue: { number: number; url: string }, title: string) =>
    incidentRecord({ at, model, kind: 'reproduce', event: name, runUrl, title, ...issue });
  if (text !== undefined)
    return event(found ? 'updated' : 'opened', await openIssue(github, marker, text), text.title);
  const lastWord = `${outcome.model} ${outcome.version} comes out again, says [this run](${runUrl}).`;
  const closed = found && (await closeIssue(github, marker, lastWord));
  return closed && event('closed', closed, found.title);
}
