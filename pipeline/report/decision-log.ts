import type { RegistryEvent } from '../publish/registry-event.ts';
import type { IncidentRecord } from '../records/incident-record.ts';
import { incidentSentence, monthSentence } from '../records/log-sentences.ts';
import type { MonthRecord } from '../records/month-record.ts';
import type { RunRecord } from '../records/run-record.ts';
import { runSentence } from '../records/run-sentence.ts';
import { describeEvent } from './history.ts';

/** One thing that happened to a model, as people read it. */
export interface LogLine {
  readonly at: string;
  readonly kind: 'run' | 'month' | 'incident' | 'registry';
  readonly sentence: string;
  /** Address of the run on GitHub that did it, where one did. */
  readonly run?: string;
}

export interface LogInput {
  readonly events: readonly RegistryEvent[];
  readonly runs: readonly RunRecord[];
  readonly months: readonly MonthRecord[];
  readonly incidents: readonly IncidentRecord[];
  /** The target's unit. */
  readonly unit: string;
}

/** All that happened to a model and all that was decided about it, oldest first. */
export function decisionLog({ events, runs, months, incidents, unit }: LogInput): LogLine[] {
  const lines = [
    ...months.map((month) => line(month.at, 'month', monthSentence(month, unit), month.runUrl)),
    ...incidents.map((incident) =>
      line(incident.at, 'incident', incidentSentence(incident), incident.runUrl),
    ),
    ...runs.map((run) => line(run.at, 'run', runSentence(run), run.run)),
    ...events.map((event) => line(event.at, 'registry', describeEvent(event, unit), event.run)),
  ];
  // Of one moment, what was found comes before what was made of it: the order above.
  return lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const line = (at: string, kind: LogLine['kind'], sentence: string, run: string | undefined): LogLine => ({
  at,
  kind,
  sentence,
  ...(run !== undefined && { run }),
});
