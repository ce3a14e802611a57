import type { RegistryEvent } from './registry-event.ts';

/** A candidate that was judged, wherever that was written down. */
export interface JudgedCandidate {
  readonly digest: string;
  /** Holdout that judged it. */
  readonly periods: readonly string[];
}

/**
 * How many other candidates were judged on any month of this holdout, each counted once however often it was tried:
 * judging the same candidate again is no new try.
 *
 * The registry knows those that became versions. Those that did not are known to whoever keeps records of runs, and
 * come as `judged`; a registry that had to be written to for every refused candidate could not live behind review.
 */
export function countAttempts(
  events: readonly RegistryEvent[],
  candidate: JudgedCandidate,
  judged: Iterable<JudgedCandidate> = [],
): number {
  const registered = events.flatMap((event) =>
    event.event === 'registered' ? [{ digest: event.digest, periods: event.holdout.periods }] : [],
  );
  const others = [...registered, ...judged].filter(
    ({ digest, periods }) =>
      digest !== candidate.digest && periods.some((period) => candidate.periods.includes(period)),
  );
  return new Set(others.map(({ digest }) => digest)).size;
}
