import { canonicalJson } from '../digest/canonical-json.ts';
import { digestOf } from '../digest/digest.ts';
import { RatchetError } from '../errors.ts';
import { type NewEvent, type RegistryEvent, registryEventSchema } from './registry-event.ts';

/** What the first line gives as the hash of the line before it. */
export const GENESIS = `sha256:${'0'.repeat(64)}`;

export type { NewEvent, RegistryEvent } from './registry-event.ts';

export interface RegistryReading {
  readonly events: readonly RegistryEvent[];
  readonly fault?: { readonly line: number; readonly what: string };
}

/**
 * Events of registry.jsonl, oldest first; none for an empty text. Every line is checked: its form, its place, its
 * hash, the hash of the line before, and that it speaks of a version that was registered with the same digest.
 *
 * The chain shows corruption and careless edits. It cannot show that its last lines are missing, or that someone
 * rewrote it all; review and signatures do.
 *
 * Throws a RatchetError 'registry' that names the first broken line and what is broken.
 */
export function parseRegistry(text: string, file = 'registry.jsonl'): RegistryEvent[] {
  const { events, fault } = readRegistry(text);
  if (fault) throw broken(file, fault.line, fault.what);
  return [...events];
}

/** The events up to the first broken line, and what is broken there, for a caller that has to go on. */
export function readRegistry(text: string): RegistryReading {
  const events: RegistryEvent[] = [];
  if (text === '') return { events };
  const lines = text.split('\n');
  const rest = lines.pop();
  for (const line of lines) {
    const what = readLine(line, events);
    if (what !== undefined) return { events, fault: { line: events.length + 1, what } };
  }
  if (rest === '') return { events };
  const what = 'it does not end in a newline, so it may be cut off';
  return { events, fault: { line: lines.length + 1, what } };
}

/**
 * The lines to append to a registry for events that come next. Throws as `parseRegistry` does, also where an event
 * contradicts those before it.
 */
export function appendEvents(text: string, newEvents: readonly NewEvent[]): string {
  const events = parseRegistry(text);
  let append = '';
  for (const event of newEvents) {
    const body = {
      ...event,
      schemaVersion: 1,
      seq: events.length + 1,
      previous: events.at(-1)?.hash ?? GENESIS,
    };
    const line = canonicalJson({ ...body, hash: digestOf(body) });
    const fault = readLine(line, events);
    if (fault !== undefined) throw broken('registry.jsonl', body.seq, fault);
    append += `${line}\n`;
  }
  return append;
}

/** Adds the event of a line to `events`, or gives what is wrong with it. */
function readLine(line: string, events: RegistryEvent[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'it is not JSON';
  }
  const parsed = registryEventSchema.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return `${path.join('.') || 'the line'}: ${message}`;
  }
  const event = parsed.data;
  const { hash, ...body } = event;
  const previous = events.at(-1)?.hash ?? GENESIS;
  const expected = digestOf(body);
  if (hash !== expected) return `its hash is ${hash}, its content gives ${expected}`;
  if (canonicalJson(event) !== line) return 'it is not written as canonical JSON';
  if (event.seq !== events.length + 1) return `its seq is ${event.seq}, its place is ${events.length + 1}`;
  if (event.previous !== previous)
    return `its previous is ${event.previous}, the line before has ${previous}`;
  const contradiction = contradictionOf(event, events);
  if (contradiction === undefined) events.push(event);
  return contradiction;
}

function contradictionOf(event: RegistryEvent, events: readonly RegistryEvent[]): string | undefined {
  const registered = events.find((other) => other.event === 'registered' && other.version === event.version);
  if (event.event === 'registered') {
    if (registered) return `it registers ${event.version} a second time`;
    const twin = events.find((other) => other.event === 'registered' && other.digest === event.digest);
    return twin && `it registers the digest of ${twin.version} again as ${event.version}`;
  }
  if (!registered) return `${event.event} ${event.version}, which no line before registers`;
  if (registered.digest === event.digest) return undefined;
  return `${event.event} ${event.version} with digest ${event.digest}, registered with ${registered.digest}`;
}

function broken(file: string, line: number, fault: string): RatchetError {
  return new RatchetError('registry', `Line ${line} of ${file} is broken: ${fault}.`, {
    file,
    line,
    hint: 'Restore the file from git history; it is only ever appended to.',
  });
}
