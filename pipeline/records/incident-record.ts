import { z } from 'zod';
import { digestOf } from '../digest/digest.ts';
import { recordFields } from './record-fields.ts';

/** What became of an incident: a line of incidents.jsonl. */
export const incidentRecordSchema = z.strictObject({
  ...recordFields,
  /** What it is about, such as data, drift or reproduce. */
  kind: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  event: z.enum(['opened', 'updated', 'closed']),
  /** Number and address of its issue. */
  number: z.number().int(),
  url: z.string(),
  title: z.string(),
  runUrl: z.string(),
  /** What answers it, such as the address of a release pull request. */
  answeredBy: z.string().exactOptional(),
});

export type IncidentRecord = z.infer<typeof incidentRecordSchema>;

/** Record of an incident's event: the same event of the same run gives the same id, however often the run is made. */
export function incidentRecord(event: Omit<IncidentRecord, 'schemaVersion' | 'id'>): IncidentRecord {
  const { at: _, ...known } = event;
  const id = digestOf(known).slice('sha256:'.length).slice(0, 12);
  return { schemaVersion: 1, id: `${event.number}-${event.event}-${id}`, ...event };
}
