import { type IncidentRecord, incidentRecord } from '../../pipeline/records/incident-record.ts';
import type { MonthRecord } from '../../pipeline/records/month-record.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { incidentAnswers, withAnswers } from '../../pipeline/report/incident-answers.ts';
import type { Standing } from '../../pipeline/retrain/incident-standings.ts';
import { MONTH_INCIDENTS } from '../../pipeline/retrain/month-incidents.ts';
import type { GitHub } from '../github/client.ts';
import { closeIssue, findIssue, openIssue } from '../github/marked-issue.ts';
import { markerOf, withoutMarker } from '../github/marker.ts';
import { appendRecords } from '../records/append-records.ts';
import { readRecords } from '../records/read-records.ts';

/** A run that may have something to tell. */
export interface TellingRun {
  readonly github: GitHub;
  readonly model: string;
  /** Now, ISO 8601. */
  readonly at: string;
  readonly runUrl: string;
}

export interface IncidentRun extends TellingRun {
  /** What was kept of incidents and trainings, oldest first. */
  readonly incidents: readonly IncidentRecord[];
  readonly runs: readonly RunRecord[];
}

/** Kinds that a training may answer. */
const ANSWERED = MONTH_INCIDENTS.filter(({ isAnswered }) => isAnswered).map(({ kind }) => kind);

const incidentMarker = (kind: string, model: string) => markerOf(`incident-${kind}`, model);

/** Reads what was kept, to tell on. Throws a RatchetError `data` for a broken line. */
export async function readIncidents(run: TellingRun): Promise<IncidentRun> {
  const { github, model } = run;
  const incidents = await readRecords(github, model, 'incidents');
  return { ...run, incidents, runs: await readRecords(github, model, 'runs') };
}

/**
 * Opens, brings up to date or closes the one issue of each kind. One that a person closed is not opened again for the
 * same months. What became of them is recorded, and given.
 *
 * @param months records of months to be kept along with it, in the same commit
 */
export async function tellIncidents(
  run: IncidentRun,
  standings: readonly Standing[],
  months: readonly MonthRecord[] = [],
): Promise<IncidentRecord[]> {
  const { github } = run;
  const events: IncidentRecord[] = [];
  for (const standing of standings) {
    const { kind } = standing;
    const marker = incidentMarker(kind, run.model);
    const found = await findIssue(github, marker);
    if (standing.is === 'over') {
      if (found === undefined) continue;
      const closed = await closeIssue(github, found, standing.lastWord);
      events.push(eventOf(run, kind, 'closed', { ...closed, title: found.title }));
      continue;
    }
    const { title, body } = standing.text;
    if (found === undefined && wasClosedByHand(run, kind, title)) continue;
    const answers = found && ANSWERED.includes(kind) ? answersOf(run, found.number) : [];
    const issue = await openIssue(github, marker, found, { title, body: withAnswers(body, answers) });
    events.push(eventOf(run, kind, found ? 'updated' : 'opened', { ...issue, title }));
  }
  await keep(run, events, months);
  return events;
}

/** Links the training of a run, and its release, in the incidents that a training answers; records and gives that. */
export async function answerIncidents(run: IncidentRun): Promise<IncidentRecord[]> {
  const { github } = run;
  const release = run.runs.findLast((one) => one.run === run.runUrl)?.artifacts['release'];
  const events: IncidentRecord[] = [];
  for (const kind of ANSWERED) {
    const marker = incidentMarker(kind, run.model);
    const found = await findIssue(github, marker);
    if (found === undefined) continue;
    const { title } = found;
    const body = withAnswers(withoutMarker(marker, found.body ?? ''), answersOf(run, found.number));
    const issue = await openIssue(github, marker, found, { title, body });
    events.push(eventOf(run, kind, 'updated', { ...issue, title, ...(release && { answeredBy: release }) }));
  }
  await keep(run, events);
  return events;
}

async function keep(
  { github, model }: IncidentRun,
  events: readonly IncidentRecord[],
  months: readonly MonthRecord[] = [],
): Promise<void> {
  await appendRecords(github, [
    ...months.map((record) => ({ model, kind: 'months', record }) as const),
    ...events.map((record) => ({ model, kind: 'incidents', record }) as const),
  ]);
}

function answersOf({ incidents, runs }: IncidentRun, number: number): string[] {
  const opened = incidents.find((event) => event.number === number);
  return opened === undefined ? [] : incidentAnswers(opened.at, runs);
}

/** Of an issue that is open no more, and that no run closed. */
function wasClosedByHand({ incidents }: IncidentRun, kind: string, title: string): boolean {
  const last = incidents.findLast((event) => event.kind === kind);
  return last !== undefined && last.event !== 'closed' && last.title === title;
}

const eventOf = (
  { model, at, runUrl }: IncidentRun,
  kind: string,
  event: IncidentRecord['event'],
  issue: Pick<IncidentRecord, 'number' | 'url' | 'title' | 'answeredBy'>,
): IncidentRecord => incidentRecord({ at, model, kind, event, runUrl, ...issue });
