import type { IncidentRecord } from '../records/incident-record.ts';

/** An incident from its opening to its end. */
export interface Incident extends Pick<IncidentRecord, 'kind' | 'number' | 'url' | 'title' | 'answeredBy'> {
  readonly openedAt: string;
  /** Undefined while it is open. */
  readonly closedAt: string | undefined;
}

/** The incidents that records tell of: those that are open first, the newest of either first. */
export function incidentsOf(records: readonly IncidentRecord[]): Incident[] {
  const incidents = new Map<number, Incident>();
  for (const { number, event, at, kind, url, title, answeredBy } of records) {
    const before = incidents.get(number);
    const answer = answeredBy ?? before?.answeredBy;
    incidents.set(number, {
      kind,
      number,
      url,
      title,
      ...(answer !== undefined && { answeredBy: answer }),
      // One that is opened again goes on.
      openedAt: before?.openedAt ?? at,
      closedAt: event === 'closed' ? at : undefined,
    });
  }
  return [...incidents.values()].sort(
    (a, b) => Number(a.closedAt !== undefined) - Number(b.closedAt !== undefined) || b.number - a.number,
  );
}
