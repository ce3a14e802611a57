import type { RegistryEvent } from './registry-event.ts';

/** A version and the digest that it was registered with. */
export interface VersionRef {
  readonly version: string;
  readonly digest: string;
}

export type VersionStatus = 'champion' | 'registered' | 'superseded' | 'rolled-back' | 'retired';

export interface VersionState extends VersionRef {
  readonly status: VersionStatus;
  readonly registeredAt: string;
  readonly holdout: { readonly periods: readonly string[]; readonly rows: number; readonly rmse: number };
}

/** Version that the events leave in production; undefined before the first promotion and after its end. */
export function championOf(events: readonly RegistryEvent[]): VersionRef | undefined {
  let champion: VersionRef | undefined;
  for (const { event, version, digest } of events) {
    if (event === 'promoted') champion = { version, digest };
    else if (event !== 'registered' && champion?.version === version) champion = undefined;
  }
  return champion;
}

/**
 * The last version promoted as first or better, by the path that led to the champion: going back to a version goes
 * back to the anchor that it had. Undefined where there is no champion.
 */
export function anchorOf(events: readonly RegistryEvent[]): VersionRef | undefined {
  const anchors = new Map<string, VersionRef>();
  let anchor: VersionRef | undefined;
  for (const event of events) {
    if (event.event !== 'promoted') continue;
    const self = { version: event.version, digest: event.digest };
    if (event.basis === 'rollback') anchor = anchors.get(event.version) ?? self;
    else if (event.basis !== 'no-worse') anchor = self;
    anchors.set(event.version, anchor ?? self);
  }
  return championOf(events) && anchor;
}

/** Digests that were taken back, and not brought again by a person since. */
export function rolledBackDigests(events: readonly RegistryEvent[]): string[] {
  const digests = new Set<string>();
  for (const { event, digest } of events) {
    if (event === 'rolled-back') digests.add(digest);
    else if (event === 'promoted') digests.delete(digest);
  }
  return [...digests];
}

/** Every version, in the order of registration, with what became of it. */
export function versionsOf(events: readonly RegistryEvent[]): VersionState[] {
  const champion = championOf(events);
  return events.flatMap((event) => {
    if (event.event !== 'registered') return [];
    const { version, digest, at, holdout } = event;
    const last = events.findLast((other) => other.version === version)!.event;
    const status = version === champion?.version ? 'champion' : last === 'promoted' ? 'superseded' : last;
    return [{ version, digest, status, registeredAt: at, holdout }];
  });
}

/** v4 after v3, whatever became of v3: a number is never used twice. */
export function nextVersion(events: readonly RegistryEvent[]): string {
  return `v${Math.max(0, ...events.map(({ version }) => Number(version.slice(1)))) + 1}`;
}
