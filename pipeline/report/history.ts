import type { RegistryEvent } from '../publish/registry-event.ts';
import { type VersionState, versionsOf } from '../publish/registry-state.ts';
import { decimal, integer, list } from './format.ts';

/** A version's line in the history. */
export interface HistoryRow extends VersionState {
  readonly trainedOn: readonly string[];
  readonly by: string | undefined;
}

/** An event of the registry as people read it. */
export interface LogEntry {
  readonly at: string;
  readonly event: RegistryEvent['event'];
  readonly version: string;
  readonly sentence: string;
}

export interface History {
  readonly versions: readonly HistoryRow[];
  readonly log: readonly LogEntry[];
}

/** Every version with what became of it, and every decision as a sentence, oldest first. */
export function historyOf(
  events: readonly RegistryEvent[],
  trainedOn: ReadonlyMap<string, readonly string[]>,
  unit: string,
): History {
  const authors = new Map(
    events.flatMap(({ event, version, by }) => (event === 'registered' ? [[version, by]] : [])),
  );
  return {
    versions: versionsOf(events).map((state) => ({
      ...state,
      trainedOn: trainedOn.get(state.version) ?? [],
      by: authors.get(state.version),
    })),
    log: events.map((event) => ({
      at: event.at,
      event: event.event,
      version: event.version,
      sentence: describeEvent(event, unit),
    })),
  };
}

const BASES = {
  first: 'became the first champion',
  better: 'became the champion, as better',
  'no-worse': 'became the champion, as no worse',
  rollback: 'was made the champion again',
} as const;

/** What an event says, as one sentence that ends in the reason that was given. */
export function describeEvent(event: RegistryEvent, unit: string): string {
  return `${eventWords(event, unit)}: ${event.reason}`;
}

/** The same without the reason. */
export function eventWords(event: RegistryEvent, unit: string): string {
  const { version, by } = event;
  return `${version} ${whatHappened(event, unit)}${by === undefined ? '' : ` (asked for by ${by})`}`;
}

function whatHappened(event: RegistryEvent, unit: string): string {
  if (event.event === 'promoted') return BASES[event.basis];
  if (event.event !== 'registered') return `was ${event.event.replace('-', ' ')}`;
  const { rmse, rows, periods } = event.holdout;
  return `was registered with RMSE ${decimal(rmse)} ${unit} over ${integer(rows)} rows of ${list(periods)}`;
}
